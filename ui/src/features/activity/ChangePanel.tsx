import { Button } from '@react-spectrum/s2';
import { useActs } from '../../app/useActs';
import type { ChangeSet } from '../../bindings/history';
import { useText } from '../../i18n';
import { useWhen } from '../../lib/when';
import { useChangeText } from './describe';
import { shortSeal } from './seal';

/** One change set: what it did, its undo, its seal. */
export function ChangePanel({ change, before }: { change: ChangeSet; before: ChangeSet | undefined }) {
  const text = useText();
  const describe = useChangeText();
  const acts = useActs();
  const { absolute } = useWhen();
  const counts = (['created', 'changed', 'deleted'] as const).filter((kind) => change[kind] > 0);
  return (
    <aside className="change-panel" data-region="panel" aria-label={text('activity.panel')}>
      <section>
        <h2>{describe(change)}</h2>
        <p className="soft">{text('activity.line', { number: change.id, actor: change.actor, at: absolute(change.at) })}</p>
        {change.can_undo && (
          <Button variant="secondary" onPress={() => acts.undo(change.id)}>
            {text('undo')}
          </Button>
        )}
        {change.undone_by !== null && <p>{text('activity.undone_by', { number: change.undone_by })}</p>}
      </section>
      <section>
        <h3>{text('activity.records')}</h3>
        <dl>
          {counts.map((kind) => (
            <div key={kind}>
              <dt>{text(`mark.${kind}`)}</dt>
              <dd>{text('number', { number: change[kind] })}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h3>{text('activity.seal')}</h3>
        <dl>
          <div>
            <dt>{text('activity.this_entry')}</dt>
            <dd className="mono" title={change.hash}>{shortSeal(change.hash)}</dd>
          </div>
          {before && (
            <div>
              <dt>{text('activity.before_it')}</dt>
              <dd className="mono" title={before.hash}>{shortSeal(before.hash)}</dd>
            </div>
          )}
        </dl>
      </section>
    </aside>
  );
}
