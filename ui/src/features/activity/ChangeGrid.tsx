import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import type { ChangeSet } from '../../bindings/history';
import { Grid } from '../../grid/Grid';
import type { GridColumn, GridGrip } from '../../grid/types';
import { useText } from '../../i18n';
import { useSingleKeys } from '../../lib/preferences';
import { useWhen } from '../../lib/when';
import { Mark } from '../../ui/Mark';
import { useChangeText } from './describe';

const ignore = () => {};

/** The mark of what a change set mostly did. */
const markOf = ({ created, changed, deleted }: ChangeSet) => {
  if (created >= changed && created >= deleted) return created > 0 ? ('created' as const) : ('changed' as const);
  return deleted > changed ? ('deleted' as const) : ('changed' as const);
};

/** The list of change sets; its cursor chooses the one beside it. */
export function ChangeGrid({ changes, shown, onChoose }: { changes: readonly ChangeSet[]; shown: number; onChoose: (id: number) => void }) {
  const text = useText();
  const describe = useChangeText();
  const { short, absolute } = useWhen();
  const [singleKeys] = useSingleKeys();
  const grip = useRef<GridGrip>(null);
  const goToShown = useEffectEvent(() => {
    const at = changes.findIndex(({ id }) => id === shown);
    if (at > 0) grip.current?.goTo(at);
  });
  useEffect(() => goToShown(), []);
  const columns: GridColumn[] = [
    { key: 'number', title: text('activity.number'), width: 52, end: true },
    { key: 'what', title: text('activity.change_set'), width: 252, names: true },
    { key: 'state', title: text('activity.state'), width: 96 },
    { key: 'time', title: text('activity.time'), width: 116, end: true },
    { key: 'records', title: text('activity.records'), width: 104, end: true },
    { key: 'who', title: text('activity.who'), width: 140 },
  ];
  const cell = (change: ChangeSet, index: number): ReactNode => {
    const mark = markOf(change);
    if (index === 0) return change.id;
    if (index === 1)
      return (
        <>
          <Mark kind={mark} label={text(`mark.${mark}`)} />
          <span className="clip" title={describe(change)}>
            {describe(change)}
          </span>
        </>
      );
    if (index === 2) return text(change.undone_by === null ? 'state.here_only' : 'state.undone');
    if (index === 3) return <span title={absolute(change.at)}>{short(change.at)}</span>;
    if (index === 4) return text('number', { number: change.created + change.changed + change.deleted });
    return <bdi>{change.actor}</bdi>;
  };
  return (
    <Grid<ChangeSet>
      label={text('nav.activity')}
      columns={columns}
      total={changes.length}
      rowHeight={32}
      rowAt={(index) => changes[index]}
      cell={cell}
      onRange={ignore}
      grip={grip}
      onCursor={(change) => change && onChoose(change.id)}
      singleKeys={singleKeys}
    />
  );
}
