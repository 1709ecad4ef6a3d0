import { capsOf } from '../app/commands/keys';
import { useOperation } from '../operations';

/** The caps of a command's keys. A sequence's caps stand apart, a chord's in one. */
export function Keys({ keys }: { keys: string }) {
  const mac = useOperation('program.info', null).data?.system === 'macos';
  const strokes = keys.split(' ');
  return (
    <span className="keys" aria-hidden>
      {strokes.map((stroke) => (
        <kbd key={stroke}>{capsOf(stroke, mac).join(' ')}</kbd>
      ))}
    </span>
  );
}
