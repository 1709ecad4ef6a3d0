import { type ReactNode, type Ref, useCallback, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useNarrow } from '../../app/navigation';
import type { Change, PlanFilter, PlanInfo, PlanRow } from '../../bindings/plan';
import { Grid } from '../../grid/Grid';
import { stateOf } from '../../grid/ticks';
import type { GridColumn, GridGrip } from '../../grid/types';
import { useText } from '../../i18n';
import { useSingleKeys } from '../../lib/preferences';
import { operation } from '../../operations';
import { queryClient } from '../../operations/client';
import { Keys } from '../../ui/Keys';
import { Mark } from '../../ui/Mark';
import { planJob } from './planJobs';
import { RowChange } from './RowChange';
import type { PlanActs } from './usePlanActs';
import { canBeLeftOut } from './view';

const CHANGES = ['created', 'changed', 'unchanged', 'deleted', 'refused', 'missing'] as const satisfies Change[];

interface PlanGridProps {
  info: PlanInfo;
  filter: PlanFilter;
  total: number;
  /** Rows of the filter that can be ticked, and how many of them are. */
  tickable: number;
  ticked: number;
  rowAt: (index: number) => PlanRow | undefined;
  onRange: (first: number, last: number) => void;
  grip: Ref<GridGrip>;
  acts: PlanActs;
  onCursor: (at: number) => void;
}

/** The rows of the plan, to be left out and taken in. */
export function PlanGrid({ info, filter, total, tickable, ticked, rowAt, onRange, grip, acts, onCursor }: PlanGridProps) {
  const text = useText();
  const navigate = useNavigate();
  const busy = planJob.use() !== null;
  const [singleKeys] = useSingleKeys();
  const [[first, last], setSight] = useState([0, 0]);
  const onSight = useCallback((from: number, to: number) => setSight([from, to]), []);
  const word = useChangeWord();
  const narrow = useNarrow();
  // Words differ in length between languages; a mark is never cut.
  const markWidth = 58 + Math.max(...CHANGES.map((change) => word(change).length)) * 6.4;
  const what: GridColumn = { key: 'what', title: text('review.what'), width: 620 };
  const columns: GridColumn[] = [
    { key: 'change', title: text('review.change'), width: markWidth, pinned: true },
    { key: 'name', title: text('field.name'), width: narrow ? 148 : 172, pinned: true, names: true },
    // What changes is what one looks for: where there is little room it comes first.
    ...(narrow ? [what] : []),
    { key: 'line', title: text('findings.line'), width: 64, end: true },
    { key: 'findings', title: text('nav.findings'), width: 76 },
    ...(narrow ? [] : [what]),
  ];
  const cell = (row: PlanRow, index: number): ReactNode => {
    switch (columns[index]?.key) {
      case 'change':
        return <ChangeCell row={row} />;
      case 'name':
        return <bdi title={row.name || row.email}>{row.name || row.email}</bdi>;
      case 'line':
        return row.line === null ? <span className="faint">{text('none')}</span> : text('number', { number: row.line });
      case 'findings':
        return <FindingsCell row={row} />;
      default:
        return <RowChange row={row} />;
    }
  };
  const leaveOut = (rows: readonly PlanRow[], on: boolean) => {
    if (!busy) acts.leaveOut(rows.map((row) => row.index), null, !on);
  };
  const ticks = {
    label: text('review.tick'),
    allLabel: text('review.tick_all', { ticked, tickable }),
    state: stateOf(ticked, tickable),
    isTicked: ({ change, included }: PlanRow) => (canBeLeftOut(change) ? included : null),
    onTick: leaveOut,
    onAll: (_: readonly PlanRow[], on: boolean) => {
      if (!busy) acts.leaveOut([], filter, !on);
    },
  };
  const open = async ({ index }: PlanRow) => {
    const { customer } = await queryClient.fetchQuery(operation('plan.row', { index }));
    if (customer !== null) await navigate({ to: '/customers/$id', params: { id: String(customer) } });
  };
  // Of the whole plan the apply bar tells.
  const isPart = tickable < info.included + info.left_out;
  const { addresses } = info.plan;
  const read = addresses.created + addresses.changed + addresses.unchanged + addresses.refused;
  return (
    <>
      <Grid<PlanRow>
        label={text('review.title')}
        columns={columns}
        total={total}
        rowHeight={32}
        rowAt={rowAt}
        cell={cell}
        onRange={onRange}
        onSight={onSight}
        grip={grip}
        ticks={ticks}
        onPeek={(row) => canBeLeftOut(row.change) && leaveOut([row], !row.included)}
        onCursor={(_, index) => onCursor(index)}
        onOpen={(row) => void open(row)}
        singleKeys={singleKeys}
      />
      <p className="table-foot review-foot">
        <span>{text('review.rows', { first: first + 1, last: Math.max(first, last) + 1, total })}</span>
        {tickable > 0 && <span role={isPart ? 'status' : undefined}>{text('review.ticked', { ticked, tickable })}</span>}
        {read > 0 && <span>{text('review.addresses', { count: read })}</span>}
        <span className="review-hint">
          <Keys keys="Space" /> {text('review.hint_tick')} <Keys keys="F8" /> {text('review.hint_finding')}
        </span>
      </p>
    </>
  );
}

/** What happens, short enough for a column. */
function useChangeWord(): (change: Change) => string {
  const text = useText();
  return (change) => text(change === 'missing' ? 'review.missing_short' : `mark.${change}`);
}

function ChangeCell({ row: { change } }: { row: PlanRow }) {
  const text = useText();
  const word = useChangeWord();
  return (
    <span className="review-change" title={text(`mark.${change}`)}>
      <Mark kind={change} />
      {word(change)}
    </span>
  );
}

function FindingsCell({ row: { findings, first_finding: first } }: { row: PlanRow }) {
  const text = useText();
  if (findings === 0) return null;
  const error = first?.severity === 'error';
  return (
    <span className="review-change">
      <Mark kind={error ? 'refused' : 'warning'} label={text(error ? 'severity.error' : 'severity.warning')} />
      {text('number', { number: findings })}
    </span>
  );
}
