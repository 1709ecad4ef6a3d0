import { useEffect, useMemo, useRef } from 'react';
import { useText } from '../i18n';
import { platform } from '../platform';
import type { Command } from './commands';
import { menuOf } from './menu';

/** Keeps the system's menu in step with what can be done, and with the window in front where windows share one. */
export function useMenu(commands: readonly Command[]): void {
  const text = useText();
  const menu = useMemo(() => menuOf(commands, text), [commands, text]);
  const told = useRef('');
  useEffect(() => {
    const tell = (always: boolean) => {
      const now = JSON.stringify(menu);
      if (!always && told.current === now) return;
      told.current = now;
      void platform().setMenu(menu);
    };
    const again = () => tell(true);
    tell(false);
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [menu]);
}
