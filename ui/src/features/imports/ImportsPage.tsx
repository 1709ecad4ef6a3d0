import { Button } from '@react-spectrum/s2';
import { type ReactNode, useState } from 'react';
import { useActs } from '../../app/useActs';
import type { Source } from '../../bindings/history';
import { Grid } from '../../grid/Grid';
import type { GridColumn } from '../../grid/types';
import { useText } from '../../i18n';
import { useSingleKeys } from '../../lib/preferences';
import { useWhen } from '../../lib/when';
import { useOperation } from '../../operations';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import { Split } from '../../ui/Split';
import { useKindText } from './kind';
import { SourcePanel } from './SourcePanel';
import { useSourceState } from './state';
import { WaitingPlan } from './WaitingPlan';

const ignore = () => {};

/** Every file that was read into this workspace, and the plan that waits for review. */
export function ImportsPage() {
  const text = useText();
  const acts = useActs();
  const sources = useOperation('imports.list', null);
  const [at, setAt] = useState(0);
  // One main button on a page.
  const waits = Boolean(useOperation('plan.get', null).data);
  const open = (
    <Button variant={waits ? 'secondary' : 'accent'} onPress={acts.chooseFiles}>
      {text('act.open')}
    </Button>
  );
  return (
    <Page title={text('nav.imports')} aside={sources.data && <span>{text('imports.count', { count: sources.data.length })}</span>} actions={open}>
      <WaitingPlan />
      <QueryView query={sources}>
        {(list) => {
          const shown = list[Math.min(at, list.length - 1)];
          if (!shown) return <Empty title={text('imports.none')} text={text('imports.none_text')} />;
          return (
            <Split panel={<SourcePanel source={shown} />}>
              <SourceGrid sources={list} onCursor={setAt} />
            </Split>
          );
        }}
      </QueryView>
    </Page>
  );
}

function SourceGrid({ sources, onCursor }: { sources: readonly Source[]; onCursor: (at: number) => void }) {
  const text = useText();
  const kindOf = useKindText();
  const stateOf = useSourceState();
  const { absolute } = useWhen();
  const [singleKeys] = useSingleKeys();
  const columns: GridColumn[] = [
    { key: 'file', title: text('imports.file'), width: 250, pinned: true },
    { key: 'kind', title: text('imports.kind'), width: 168 },
    { key: 'at', title: text('imports.at'), width: 146, end: true },
    { key: 'state', title: text('activity.state'), width: 120 },
    { key: 'rows', title: text('imports.rows'), width: 84, end: true },
    { key: 'created', title: text('mark.created'), width: 84, end: true },
    { key: 'changed', title: text('mark.changed'), width: 84, end: true },
    { key: 'unchanged', title: text('mark.unchanged'), width: 92, end: true },
    { key: 'refused', title: text('mark.refused'), width: 84, end: true },
    { key: 'findings', title: text('nav.findings'), width: 88, end: true },
    { key: 'who', title: text('activity.who'), width: 140 },
  ];
  const cell = (source: Source, index: number): ReactNode => {
    const number = (value: number) => text('number', { number: value });
    const values = [
      source.name, kindOf(source.kind), absolute(source.at), stateOf(source), number(source.rows), number(source.created), number(source.changed), number(source.unchanged),
      number(source.refused), number(source.findings), source.actor,
    ];
    return <bdi title={values[index]}>{values[index]}</bdi>;
  };
  return (
    <Grid<Source>
      label={text('nav.imports')}
      columns={columns}
      total={sources.length}
      rowHeight={32}
      rowAt={(index) => sources[index]}
      cell={cell}
      onRange={ignore}
      onCursor={(_, index) => onCursor(index)}
      singleKeys={singleKeys}
    />
  );
}
