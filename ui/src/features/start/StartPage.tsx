import { ActionButton, Button, Text } from '@react-spectrum/s2';
import Data from '@react-spectrum/s2/icons/Data';
import FileAdd from '@react-spectrum/s2/icons/FileAdd';
import FolderOpen from '@react-spectrum/s2/icons/FolderOpen';
import Import from '@react-spectrum/s2/icons/Import';
import PeopleGroup from '@react-spectrum/s2/icons/PeopleGroup';
import { Navigate } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Button as PlainButton } from 'react-aria-components';
import { useActs } from '../../app/useActs';
import { SAMPLE_CUSTOMERS } from '../../app/useCommands';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { openSamples } from '../opening/flow';
import { RecentWorkspaces } from './RecentWorkspaces';
import './StartPage.css';

/** Where one begins: recent workspaces, and the ways to a new one. */
export function StartPage() {
  const text = useText();
  const acts = useActs();
  const { data: workspace, isPending } = useOperation('workspace.current', null);
  if (isPending) return null;
  if (workspace) return <Navigate to="/customers" replace />;
  return (
    <main className="start" data-region="page" tabIndex={-1}>
      <header className="start-header">
        <h1>{text('app.name')}</h1>
        <p>{text('app.purpose')}</p>
      </header>
      <div className="start-columns">
        <section className="card start-recent" aria-label={text('workspace.recent')}>
          <div className="start-title">
            <h2>{text('workspace.recent')}</h2>
            <ActionButton isQuiet size="S" onPress={acts.chooseFiles}>
              {text('start.open_another')}
            </ActionButton>
          </div>
          <RecentWorkspaces />
        </section>
        <section className="start-ways" aria-label={text('start.ways')}>
          <div className="start-drop">
            <Import />
            <h2>{text('start.drop')}</h2>
            <p>{text('start.drop_what')}</p>
            <Button variant="accent" size="L" onPress={acts.chooseFiles}>
              <FolderOpen />
              <Text>{text('act.open')}</Text>
            </Button>
          </div>
          <Way icon={FileAdd} title={text('act.new_workspace')} what={text('start.new_what')} onPress={acts.newWorkspace} />
          <Way icon={Data} title={text('act.connect')} what={text('start.connect_what')} onPress={acts.connect} />
          <Way
            icon={PeopleGroup}
            title={text('act.samples')}
            what={text('start.samples_what', { count: SAMPLE_CUSTOMERS })}
            onPress={() => void openSamples(SAMPLE_CUSTOMERS)}
          />
        </section>
      </div>
    </main>
  );
}

function Way({ icon: Icon, title, what, onPress }: { icon: ComponentType; title: string; what: string; onPress: () => void }) {
  return (
    <PlainButton className="card start-way" onPress={onPress}>
      <Icon />
      <span>
        <strong>{title}</strong>
        <span className="soft">{what}</span>
      </span>
    </PlainButton>
  );
}
