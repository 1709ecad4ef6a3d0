import { DialogTrigger, Popover } from '@react-spectrum/s2';
import CloudStateDisconnected from '@react-spectrum/s2/icons/CloudStateDisconnected';
import Undo from '@react-spectrum/s2/icons/Undo';
import { Button } from 'react-aria-components';
import type { WorkspaceInfo } from '../../bindings/workspace';
import { useChangeText } from '../../features/activity/describe';
import { useText } from '../../i18n';
import { useWhen } from '../../lib/when';
import { useOperation } from '../../operations';
import { Keys } from '../../ui/Keys';
import { useActs } from '../useActs';
import { JobsItem } from './JobList';
import { LookItems } from './LookItems';
import './StatusBar.css';

/** Link state, as of when, last change with its undo, jobs: always in this order. */
export function StatusBar({ workspace }: { workspace: WorkspaceInfo | null }) {
  const text = useText();
  const version = useOperation('program.info', null).data?.version ?? '';
  return (
    <footer className="status" data-region="status" aria-label={text('status.label')}>
      {workspace ? (
        <>
          <span className="status-item">
            <CloudStateDisconnected />
            {text('status.offline')}
          </span>
          {workspace.data_as_of !== null && <AsOf at={workspace.data_as_of} />}
        </>
      ) : (
        <span className="status-item">{text('status.version', { version })}</span>
      )}
      <span className="status-space" />
      {workspace && <LastChange workspace={workspace} />}
      <JobsItem />
      {!workspace && <LookItems />}
    </footer>
  );
}

function AsOf({ at }: { at: number }) {
  const text = useText();
  const { absolute } = useWhen();
  const date = <strong key="date">{absolute(at)}</strong>;
  return (
    <DialogTrigger>
      <Button className="status-item status-button">
        <span>
          {text('status.as_of')} {date}
        </span>
      </Button>
      <Popover placement="top start" aria-label={text('status.sources')}>
        <Sources />
      </Popover>
    </DialogTrigger>
  );
}

function Sources() {
  const text = useText();
  const { absolute } = useWhen();
  const sources = useOperation('imports.list', null).data ?? [];
  return (
    <div className="job-list">
      <h2>{text('status.sources')}</h2>
      <ul>
        {sources.slice(0, 12).map(({ id, name, at }) => (
          <li key={id} className="source-row">
            <span>{name}</span>
            <span className="soft">{absolute(at)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function LastChange({ workspace }: { workspace: WorkspaceInfo }) {
  const describe = useChangeText();
  const text = useText();
  const acts = useActs();
  const change = workspace.last_change;
  if (!change) return null;
  if (!change.can_undo) return <span className="status-item">{describe(change)}</span>;
  return (
    <Button className="status-item status-button status-change" onPress={() => acts.undo()}>
      <Undo />
      <span className="visually-hidden">{text('undo')}</span>
      <span className="status-clip">{describe(change)}</span>
      <Keys keys="Mod+Z" />
    </Button>
  );
}
