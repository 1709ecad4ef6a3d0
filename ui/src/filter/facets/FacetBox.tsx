import { ActionMenu, MenuItem } from '@react-spectrum/s2';
import { useId, useState } from 'react';
import type { Facet, TickAct } from '../../bindings/customer';
import { useFieldLabel } from '../../features/customers/cells';
import { useText } from '../../i18n';
import { useRested } from '../../lib/useRested';
import { useOperation } from '../../operations';
import { FacetValues } from './FacetValues';
import type { FacetInfo } from './facets';

/** More than this are reached by searching. */
const MANY = 200;
/** With more values than this a facet that is shown whole can be searched. */
const SEARCHED = 10;
/** Counts follow the search after this rest. */
const REST_MS = 120;

interface FacetBoxProps {
  info: FacetInfo;
  /** Its most frequent values; undefined until they are counted. */
  facet: Facet | undefined;
  /** Newer counts are on their way. */
  stale: boolean;
  search: string;
  condition: string;
  folded: boolean;
  onFold: () => void;
  onHide: () => void;
  onTick: (value: string | null, act: TickAct) => void;
}

/** One column's values. */
export function FacetBox({ info, facet: few, stale, search, condition, folded, onFold, onHide, onTick }: FacetBoxProps) {
  const text = useText();
  const label = useFieldLabel();
  const id = useId();
  const { column } = info;
  const [whole, setWhole] = useState(false);
  const [typed, setTyped] = useState('');
  const matching = useRested(typed.trim(), REST_MS);
  const asks = whole && !folded;
  const own = useOperation('customers.facets', { condition, search, whole: false, facets: [{ column, matching, limit: MANY }] }, { enabled: asks, keepOld: true });
  const facet = (asks && own.data?.[0]) || few;
  const more = few ? few.distinct - few.values.filter(({ value }) => value !== null).length : 0;
  const marked = few?.values.some(({ mark }) => mark !== null) ?? false;
  return (
    <section className="facet" aria-labelledby={id}>
      <header className="facet-head">
        <h2 id={id}>
          <button type="button" aria-expanded={!folded} onClick={onFold}>
            <svg viewBox="0 0 10 10" aria-hidden>
              <path d="M2 3.5 5 6.5 8 3.5" />
            </svg>
            <span className="clip">{label(column)}</span>
          </button>
        </h2>
        {marked && !folded && (
          <button type="button" className="facet-link" aria-label={text('facet.clear', { facet: label(column) })} onClick={() => onTick(null, 'toggle')}>
            {text('clear')}
          </button>
        )}
        <ActionMenu isQuiet size="S" aria-label={text('facet.menu', { facet: label(column) })} onAction={onHide}>
          <MenuItem id="hide">{text('facet.hide')}</MenuItem>
        </ActionMenu>
      </header>
      {!folded && asks && few !== undefined && few.distinct > SEARCHED && (
        <input
          type="search"
          className="facet-search"
          autoFocus
          aria-label={text('facet.search', { facet: label(column) })}
          placeholder={text('facet.search_in', { count: few.distinct })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {!folded && <FacetValues column={column} kind={info.kind} labelledBy={id} values={facet?.values} stale={stale || (asks && own.isFetching)} onPress={(value, act) => onTick(value.condition, act)} />}
      {!folded && facet?.values.length === 0 && <p className="facet-none">{text(typed ? 'facet.none_found' : 'facet.none')}</p>}
      {!folded && (more > 0 || whole) && (
        <button
          type="button"
          className="facet-link facet-more"
          aria-expanded={whole}
          onClick={() => {
            setTyped('');
            setWhole(!whole);
          }}
        >
          {whole ? text('facet.fewer') : text('facet.more', { count: more })}
        </button>
      )}
    </section>
  );
}
