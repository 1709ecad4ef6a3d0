import { ActionButton } from '@react-spectrum/s2';
import { Button } from 'react-aria-components';
import { useActs } from '../../app/useActs';
import { showFailure } from '../../app/failures';
import type { RecentWorkspace } from '../../bindings/workspace';
import { useText } from '../../i18n';
import { useWhen } from '../../lib/when';
import { useOperation, write } from '../../operations';
import { WorkspaceMark } from '../../ui/WorkspaceMark';

/** Workspaces opened lately; one whose file is gone keeps its row. */
export function RecentWorkspaces() {
  const text = useText();
  const { data: recent, isPending } = useOperation('workspace.recent', null);
  if (isPending) return null;
  if (!recent || recent.length === 0) return <p className="start-none">{text('start.none')}</p>;
  return (
    <ul className="recent">
      {recent.map((workspace) => (
        <li key={workspace.path}>{workspace.missing ? <Missing workspace={workspace} /> : <Recent workspace={workspace} />}</li>
      ))}
    </ul>
  );
}

function Recent({ workspace }: { workspace: RecentWorkspace }) {
  const { name, path, customers, used_at: usedAt } = workspace;
  const text = useText();
  const acts = useActs();
  const { short } = useWhen();
  return (
    <Button className="recent-row" onPress={() => acts.openWorkspace(workspace)}>
      <WorkspaceMark name={name} path={path} />
      <span className="recent-names">
        <strong dir="auto">{name}</strong>
        <span className="soft clip">{path}</span>
      </span>
      <span className="recent-numbers">
        <span>{text('customers.count', { count: customers })}</span>
        <span>{short(usedAt)}</span>
      </span>
    </Button>
  );
}

function Missing({ workspace: { name, path } }: { workspace: RecentWorkspace }) {
  const text = useText();
  const acts = useActs();
  return (
    <div className="recent-row" data-missing>
      <WorkspaceMark name={name} path={path} missing />
      <span className="recent-names">
        <strong dir="auto">{name}</strong>
        <span className="soft clip">{text('start.missing', { path })}</span>
      </span>
      <ActionButton size="S" aria-label={text('start.locate_one', { name })} onPress={() => acts.locate(path)}>
        {text('start.locate')}
      </ActionButton>
      <ActionButton
        size="S"
        isQuiet
        aria-label={text('start.forget_one', { name })}
        onPress={() => void write('workspace.forget', { path }).catch(showFailure)}
      >
        {text('start.forget')}
      </ActionButton>
    </div>
  );
}
