import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useNarrow } from '../../app/navigation';
import type { ChangeRecord, ChangeRecords } from '../../bindings/history';
import { Grid } from '../../grid/Grid';
import type { GridColumn } from '../../grid/types';
import { PAGE, usePages } from '../../grid/usePages';
import { useText } from '../../i18n';
import { useSingleKeys } from '../../lib/preferences';
import { operation, useOperation } from '../../operations';
import { BeforeAfter } from '../../ui/BeforeAfter';
import { Mark } from '../../ui/Mark';
import { useFieldLabel } from '../customers/cells';
import { useFieldValue } from '../customers/useFieldValue';
import { useZone } from '../customers/useZone';

const rowsOf = (page: ChangeRecords) => page.rows;

const cell = (record: ChangeRecord): ReactNode => <RecordCell record={record} />;

/** Tells a record from all others. */
export const keyOf = ({ key }: ChangeRecord): string => `${key.subject} ${key.id}`;

/** What was made and taken back, or deleted and not brought back, has no page; its key may be another record's by now. */
const isGone = ({ change, undone }: ChangeRecord) => (change === 'created' ? undone : change === 'deleted' && !undone);

interface RecordGridProps {
  change: number;
  total: number;
  ticked: ReadonlySet<string>;
  onTick: (rows: readonly ChangeRecord[], ticked: boolean) => void;
  onCursor: (record: ChangeRecord | null) => void;
}

/** The records of a change set, to be taken back one by one. */
export function RecordGrid({ change, total, ticked, onTick, onCursor }: RecordGridProps) {
  const text = useText();
  const navigate = useNavigate();
  const [singleKeys] = useSingleKeys();
  const narrow = useNarrow();
  const { rowAt, onRange } = usePages<ChangeRecords, ChangeRecord>((offset) => operation('changes.records', { change_set: change, offset, limit: PAGE }) as never, rowsOf);
  const columns: GridColumn[] = [{ key: 'record', title: text('activity.record_count', { count: total }), width: narrow ? 254 : 290 }];
  const some = useOperation('changes.records', { change_set: change, offset: 0, limit: PAGE }).data?.rows.some((record) => record.can_undo);
  const ticks = {
    label: text('activity.tick'),
    allLabel: text('activity.tick_all'),
    isTicked: (record: ChangeRecord) => (record.can_undo ? ticked.has(keyOf(record)) : null),
    onTick,
    onAll: (rows: readonly ChangeRecord[], on: boolean) => onTick(rows.filter((row) => row.can_undo), on),
  };
  const open = (record: ChangeRecord) => {
    const { key } = record;
    if (key.subject === 'customer' && !isGone(record)) void navigate({ to: '/customers/$id', params: { id: String(key.id) } });
  };
  return (
    <Grid<ChangeRecord>
      label={text('activity.records')}
      columns={columns}
      total={total}
      rowHeight={52}
      rowAt={rowAt}
      cell={cell}
      onRange={onRange}
      ticks={some ? ticks : undefined}
      onPeek={(record) => record.can_undo && onTick([record], !ticked.has(keyOf(record)))}
      onCursor={(record) => onCursor(record ?? null)}
      onOpen={open}
      singleKeys={singleKeys}
    />
  );
}

function RecordCell({ record }: { record: ChangeRecord }) {
  const text = useText();
  const label = useFieldLabel();
  const write = useFieldValue();
  const zone = useZone()(record.website);
  const { change, name, email, key, fields, undone, changed_since: since } = record;
  const [first, ...others] = fields;
  return (
    <span className="record">
      <span className="record-name">
        <Mark kind={change} label={text(`mark.${change}`)} />
        <bdi className="clip">{name || email || text('activity.key', { id: key.id })}</bdi>
        {key.subject !== 'customer' && <span className="soft">{text(`subject.${key.subject}`)}</span>}
        {undone && <span className="soft record-state">{text('state.undone')}</span>}
        {!undone && since !== null && <span className="soft record-state">{text('activity.since', { number: since })}</span>}
      </span>
      <span className="record-change clip">
        {first && change === 'changed' ? (
          <>
            <span className="soft">{label(first.field)}</span> <BeforeAfter before={write(first.field, first.before, first.kind, zone)} after={write(first.field, first.after, first.kind, zone)} />
            {others.length > 0 && <span className="soft"> {text('review.more', { count: others.length })}</span>}
          </>
        ) : (
          <bdi className="soft">{name || email ? email : undone && text('activity.values_gone')}</bdi>
        )}
      </span>
    </span>
  );
}
