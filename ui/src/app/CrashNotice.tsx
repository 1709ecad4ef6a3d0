import { ActionButton } from '@react-spectrum/s2';
import { useText } from '../i18n';
import { useWhen } from '../lib/when';
import { useOperation, write } from '../operations';
import { useActs } from './useActs';

/** After a crash the next start says so. */
export function CrashNotice() {
  const text = useText();
  const acts = useActs();
  const { absolute } = useWhen();
  const crashedAt = useOperation('program.info', null).data?.crashed_at ?? null;
  if (crashedAt === null) return null;
  return (
    <aside className="notice" aria-label={text('crash.label')}>
      <p>{text('crash.text', { at: absolute(crashedAt) })}</p>
      <ActionButton size="S" onPress={acts.diagnostics}>
        {text('act.diagnostics')}
      </ActionButton>
      <ActionButton size="S" isQuiet onPress={() => void write('program.dismiss_crash', null)}>
        {text('dismiss')}
      </ActionButton>
    </aside>
  );
}
