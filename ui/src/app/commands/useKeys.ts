import { useEffect, useRef } from 'react';
import type { Command } from './registry';
import { matches, strokes, takesText } from './keys';

/** How long the second key of a sequence may take. */
const SEQUENCE_MS = 1500;

/** Whether a dialog or an open menu has the keys. A toast calls itself a dialog too, but leaves the keys alone. */
export const hasOverlay = () => document.querySelector(':is([role=dialog], [role=alertdialog]):not([aria-modal=false]), [data-trigger] [role=menu]') !== null;

/** Chords with a modifier act everywhere; bare keys only where no text is typed. */
function mayAct(keys: string, event: KeyboardEvent, singleKeys: boolean): boolean {
  const typing = takesText(event.target);
  const letters = /^.( .)?$/.test(keys);
  if (letters && !singleKeys) return false;
  // In a grid's header Alt and the arrows move the column.
  if (keys.includes('Arrow') && event.target instanceof Element && event.target.matches('[data-header]')) return false;
  if (keys === 'Mod+Z' || keys === 'Mod+Shift+Z') return !typing;
  return keys.includes('Mod+') || /^(Shift\+)?F\d/.test(keys) || !typing;
}

/**
 * Gives the commands their keys. Listens in capture, as the components stop the keys they handled.
 */
export function useKeys(commands: readonly Command[], mac: boolean, singleKeys: boolean): void {
  const begun = useRef<{ key: string; at: number } | null>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || hasOverlay()) return;
      const waiting = begun.current && event.timeStamp - begun.current.at < SEQUENCE_MS ? begun.current.key : null;
      begun.current = null;
      const usable = commands.filter(({ keys, enabled }) => keys && enabled !== false && mayAct(keys, event, singleKeys));
      const command = usable.find(({ keys = '' }) => {
        const [first, second] = strokes(keys);
        return second ? waiting === first && matches(event, second, mac) : !waiting && matches(event, first, mac);
      });
      const opens = usable.find(({ keys = '' }) => strokes(keys)[1] && matches(event, strokes(keys)[0], mac));
      if (!command && opens?.keys) begun.current = { key: strokes(opens.keys)[0], at: event.timeStamp };
      if (!command && !begun.current) return;
      event.preventDefault();
      event.stopPropagation();
      command?.run();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [commands, mac, singleKeys]);
}
