import { Button } from '@react-spectrum/s2';
import { Link } from '@tanstack/react-router';
import { useActs } from '../../app/useActs';
import type { Source } from '../../bindings/history';
import { useText } from '../../i18n';
import { useSize } from '../../lib/size';
import { useWhen } from '../../lib/when';
import { Facts } from '../../ui/Facts';
import { Mark, type MarkKind } from '../../ui/Mark';
import { Panel } from '../../ui/Split';
import { shortSeal } from '../activity/seal';
import './Imports.css';
import { useKindText } from './kind';
import { useSourceState } from './state';

const COUNTS = ['created', 'changed', 'unchanged', 'refused'] as const satisfies MarkKind[];

/** A file that was read: how, by whom, what came of it, and the way back. */
export function SourcePanel({ source }: { source: Source }) {
  const text = useText();
  const acts = useActs();
  const size = useSize();
  const kindOf = useKindText();
  const stateOf = useSourceState();
  const { absolute } = useWhen();
  const { name, kind, change_set: change, can_undo: canUndo } = source;
  return (
    <Panel label={text('imports.panel')}>
      <section>
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p className="soft">{text('activity.line', { number: kindOf(kind), actor: source.actor, at: absolute(source.at) })}</p>
        {canUndo && change !== null && (
          <Button variant="secondary" onPress={() => acts.undo(change)}>
            {text('imports.undo', { number: change })}
          </Button>
        )}
      </section>
      <section>
        <h3>{text('imports.came', { rows: source.rows })}</h3>
        <ul className="import-counts">
          {COUNTS.map((mark) => (
            <li key={mark}>
              <Mark kind={mark} />
              <span>{text(`mark.${mark}`)}</span>
              <span>{text('number', { number: source[mark] })}</span>
            </li>
          ))}
        </ul>
        {source.findings > 0 && <Link to="/findings">{text('summary.findings', { count: source.findings })}</Link>}
      </section>
      <section>
        <Facts
          facts={[
            [text('activity.state'), stateOf(source)],
            [text('imports.dialect'), source.dialect],
            [text('exports.size'), size(source.bytes)],
            [text('imports.hash'), <span key="hash" className="mono" title={text('imports.seal', { sha: source.sha256 })}>{shortSeal(source.sha256)}</span>],
          ]}
        />
        {change !== null && (
          <Link to="/customers" search={{ where: `change_set = ${change}` }}>
            {text('imports.show_customers')}
          </Link>
        )}
        {change !== null && (
          <Link to="/activity" search={{ change }}>
            {text('imports.change_set', { number: change })}
          </Link>
        )}
      </section>
    </Panel>
  );
}
