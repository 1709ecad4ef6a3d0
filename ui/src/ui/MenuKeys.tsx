import { Keyboard } from '@react-spectrum/s2';
import { capsOf } from '../app/commands/keys';
import { useOperation } from '../operations';
import './MenuKeys.css';

/** The keys beside an entry of a menu. Drawn, because the entry's name is its label alone (WCAG 2.5.3). */
export function MenuKeys({ keys }: { keys: string }) {
  const mac = useOperation('program.info', null).data?.system === 'macos';
  return (
    <Keyboard>
      <span className="menu-keys" data-keys={capsOf(keys, mac).join(' ')} />
    </Keyboard>
  );
}
