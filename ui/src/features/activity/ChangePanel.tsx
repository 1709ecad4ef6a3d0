import { Button, ButtonGroup } from '@react-spectrum/s2';
import { useState } from 'react';
import { useActs } from '../../app/useActs';
import type { ChangeRecord, ChangeRecords, ChangeSet } from '../../bindings/history';
import { PAGE } from '../../grid/usePages';
import { useText } from '../../i18n';
import { useWhen } from '../../lib/when';
import { useOperation } from '../../operations';
import { Facts } from '../../ui/Facts';
import { Mark } from '../../ui/Mark';
import { useChangeText } from './describe';
import { keyOf, RecordGrid } from './RecordGrid';
import { RecordFields } from './RecordFields';
import { shortSeal } from './seal';

/** One change set: what it did to which records, its undo, its seal. */
export function ChangePanel({ change, before }: { change: ChangeSet; before: ChangeSet | undefined }) {
  const text = useText();
  const { id } = change;
  const [ticked, setTicked] = useState<ReadonlyMap<string, ChangeRecord>>(new Map());
  const [here, setHere] = useState<ChangeRecord | null>(null);
  const records = useOperation('changes.records', { change_set: id, offset: 0, limit: PAGE });
  // What was taken back meanwhile cannot be taken back again.
  const undoable = [...ticked.values()].filter((record) => record.can_undo && !isUndone(record, records.data));
  const tick = (rows: readonly ChangeRecord[], on: boolean) => {
    const next = new Map(ticked);
    for (const row of rows) if (on) next.set(keyOf(row), row);
      else next.delete(keyOf(row));
    setTicked(next);
  };
  const total = records.data?.total ?? 0;
  return (
    <aside className="panel change-panel" data-region="panel" aria-label={text('activity.panel')}>
      <Head change={change} records={records.data} undoable={undoable} onUndone={() => setTicked(new Map())} />
      {total > 0 && (
        <>
          <RecordGrid change={id} total={total} ticked={new Set(undoable.map(keyOf))} onTick={tick} onCursor={setHere} />
          <RecordFields record={here ?? records.data?.rows[0] ?? null} />
        </>
      )}
      <section>
        <Facts
          facts={[
            [text('activity.seal'), <Seal key="seal" hash={change.hash} />],
            [text('activity.before_it'), before ? <Seal hash={before.hash} /> : ''],
          ]}
        />
      </section>
    </aside>
  );
}

const isUndone = (record: ChangeRecord, page: ChangeRecords | undefined) => page?.rows.some((row) => keyOf(row) === keyOf(record) && !row.can_undo) ?? false;

function Seal({ hash }: { hash: string }) {
  return (
    <span className="mono" title={hash}>
      {shortSeal(hash)}
    </span>
  );
}

interface HeadProps {
  change: ChangeSet;
  records: ChangeRecords | undefined;
  undoable: readonly ChangeRecord[];
  onUndone: () => void;
}

function Head({ change, records, undoable, onUndone }: HeadProps) {
  const text = useText();
  const describe = useChangeText();
  const acts = useActs();
  const { absolute } = useWhen();
  const counts = (['created', 'changed', 'deleted'] as const).filter((kind) => change[kind] > 0);
  const undoSome = () => {
    acts.undo(change.id, undoable.map(({ key }) => key));
    onUndone();
  };
  return (
    <section>
      <h2>{describe(change)}</h2>
      <p className="soft">{text('activity.line', { number: change.id, actor: change.actor, at: absolute(change.at) })}</p>
      <ul className="change-counts">
        {counts.map((kind) => (
          <li key={kind}>
            <Mark kind={kind} label={text(`mark.${kind}`)} /> {text('number', { number: change[kind] })}
          </li>
        ))}
      </ul>
      <ButtonGroup>
        {change.can_undo && (
          <Button variant="secondary" onPress={() => acts.undo(change.id)}>
            {text('undo')}
          </Button>
        )}
        {undoable.length > 0 && (
          <Button variant="secondary" onPress={undoSome}>
            {text('activity.undo_some', { count: undoable.length })}
          </Button>
        )}
      </ButtonGroup>
      {change.undone_by !== null && <p>{text('activity.undone_by', { number: change.undone_by })}</p>}
      <Blocked change={change} records={records} />
    </section>
  );
}

/** Which later change sets keep it from being taken back as a whole. */
function Blocked({ change, records }: { change: ChangeSet; records: ChangeRecords | undefined }) {
  const text = useText();
  if (change.can_undo || change.undone_by !== null) return null;
  const later = [...new Set(records?.rows.flatMap(({ changed_since: since }) => since ?? []))].toSorted((a, b) => a - b);
  if (later.length === 0) return null;
  return <p>{text('activity.blocked', { count: later.length, numbers: later.join(', ') })}</p>;
}
