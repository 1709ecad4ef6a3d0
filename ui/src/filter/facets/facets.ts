import { useOperation } from '../../operations';
import { changePreference, usePreference } from '../../lib/preferences';
import { createStore } from '../../lib/store';
import { useMedia } from '../../lib/useMedia';
import type { ColumnKind } from '../../bindings/customer';

/** A facet beside the grid. */
export interface FacetInfo {
  /** Field name. */
  readonly column: string;
  readonly kind: ColumnKind;
}

const NONE: string[] = [];
const without = (list: readonly string[], column: string) => list.filter((each) => each !== column);
const change = (list: 'hidden' | 'added' | 'folded', to: (before: string[]) => string[]) => changePreference(`facets.${list}`, NONE, to);

/** Facets over the grid of a narrow window; they close with the page. */
const over = createStore(false);

/** Whether the facets show: beside the grid, or over it where the window is narrow. */
export function useFacetsOpen(): { open: boolean; overlay: boolean; setOpen: (open: boolean) => void } {
  const overlay = useMedia('(max-width: 899px)');
  const [beside, setBeside] = usePreference('facets.open', true);
  const isOver = over.use();
  return { open: overlay ? isOver : beside, overlay, setOpen: overlay ? over.set : setBeside };
}

/** Which facets there are, which of them show, and how a person changes that. */
export function useFacetChoice() {
  const offered = useOperation('customers.facet_columns', null).data;
  const columns = useOperation('customers.columns', null).data;
  const [hidden] = usePreference('facets.hidden', NONE);
  const [added] = usePreference('facets.added', NONE);
  const [folded] = usePreference('facets.folded', NONE);
  const known: FacetInfo[] = (offered ?? []).filter(({ filled }) => filled);
  const isKnown = (column: string) => known.some((facet) => facet.column === column);
  const extra = added.flatMap((field) => {
    const column = columns?.find((each) => each.field === field && each.filled);
    return column && !isKnown(field) ? [{ column: field, kind: column.kind }] : [];
  });
  const all = [...known, ...extra];
  return {
    ready: offered !== undefined,
    shown: all.filter(({ column }) => !hidden.includes(column)),
    hidden: all.filter(({ column }) => hidden.includes(column)),
    isFolded: (column: string) => folded.includes(column),
    fold: (column: string) => change('folded', (before) => (before.includes(column) ? without(before, column) : [...before, column])),
    hide: (column: string) => (isKnown(column) ? change('hidden', (before) => [...before, column]) : change('added', (before) => without(before, column))),
    /** Shows a column of the grid as facet, unfolded. */
    show: (column: string) => {
      change('hidden', (before) => without(before, column));
      change('folded', (before) => without(before, column));
      if (!isKnown(column)) change('added', (before) => [...without(before, column), column]);
    },
  };
}

/** How a person arranged the facets. */
export type FacetChoice = ReturnType<typeof useFacetChoice>;
