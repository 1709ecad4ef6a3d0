import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import type { ColumnKind, FacetValue, TickAct } from '../../bindings/customer';
import '../../grid/Tick.css';
import { useText } from '../../i18n';
import { useValueLabel } from '../useValueLabel';
import { inOrder } from './order';

/** What a click or key with these modifiers does. */
const actOf = ({ altKey, ctrlKey, metaKey }: { altKey: boolean; ctrlKey: boolean; metaKey: boolean }): TickAct =>
  altKey ? 'leave_out' : ctrlKey || metaKey ? 'only' : 'toggle';

const keyOf = ({ value }: FacetValue) => value ?? '\u0000';

interface FacetValuesProps {
  /** Field name. */
  column: string;
  kind: ColumnKind;
  /** Id of what names them. */
  labelledBy: string;
  /** Undefined until they are counted. */
  values: readonly FacetValue[] | undefined;
  /** Newer counts are on their way. */
  stale: boolean;
  onPress: (value: FacetValue, act: TickAct) => void;
}

/** Values to tick with their counts: one tab stop, arrows move, Space ticks, Ctrl keeps only one, Alt or minus leaves one out. */
export function FacetValues({ column, kind, labelledBy, values: counted, stale, onPress }: FacetValuesProps) {
  const text = useText();
  const name = useValueLabel();
  const [stop, setStop] = useState<string | null>(null);
  if (!counted)
    return (
      <div className="facet-waiting" aria-busy>
        <span />
        <span />
        <span />
      </div>
    );
  const values = inOrder(kind, counted);
  const largest = Math.max(1, ...values.map(({ count }) => count));
  const marked = values.some(({ mark }) => mark !== null);
  const current = values.some((value) => keyOf(value) === stop) ? stop : (values[0] && keyOf(values[0])) ?? null;
  const press = (value: FacetValue, act: TickAct) => {
    if (value.condition !== null) onPress(value, act);
  };
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const boxes = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=checkbox]') ?? [])];
    const at = boxes.indexOf(event.currentTarget);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 }[event.key];
    const value = values[at];
    if (to !== undefined) boxes[Math.min(Math.max(to, 0), boxes.length - 1)]?.focus();
    else if (value && (event.key === ' ' || event.key === 'Enter')) press(value, actOf(event));
    else if (value && event.key === '-') press(value, 'leave_out');
    else return;
    event.preventDefault();
  };
  return (
    <div className="facet-values" role="group" aria-labelledby={labelledBy} data-stale={stale} data-marked={marked}>
      {values.map((value) => (
        <div
          key={keyOf(value)}
          role="checkbox"
          className="facet-value"
          data-mark={value.mark ?? undefined}
          data-none={value.value === null || undefined}
          aria-checked={value.mark === 'chosen'}
          aria-label={text(value.mark === 'left_out' ? 'facet.value_left_out' : 'facet.value', { value: name({ field: column, kind, ...value }), count: value.count })}
          aria-disabled={value.condition === null}
          title={name({ field: column, kind, ...value })}
          tabIndex={keyOf(value) === current ? 0 : -1}
          onFocus={() => setStop(keyOf(value))}
          onKeyDown={move}
          onClick={(event: MouseEvent) => press(value, actOf(event))}
        >
          <span className="tick" data-state={value.mark === 'chosen' ? 'all' : value.mark === 'left_out' ? 'out' : 'none'}>
            <svg viewBox="0 0 14 14" aria-hidden>
              {value.mark === 'chosen' && <path d="M3.2 7.4l2.5 2.5L10.8 4.4" />}
              {value.mark === 'left_out' && <path d="M4 4l6 6M10 4l-6 6" />}
            </svg>
          </span>
          <span className="facet-bar">
            <span className="facet-size" style={{ inlineSize: `${Math.max((100 * value.count) / largest, value.count > 0 ? 1 : 0)}%` }} />
            <bdi className="facet-name">{name({ field: column, kind, ...value })}</bdi>
            <span className="facet-count">{text('number', { number: value.count })}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
