import type { Density, Layout, SavedView, ViewState } from '../../bindings/view';
import { requestOf, sortText, type ViewSearch } from '../customers/view';

/** The address of the view with which the platform begins. */
export const DEFAULT_VIEW = 'all';

/** Columns as they show before anyone arranged them. */
export const NO_LAYOUT: Layout = { columns: null, pins: [], widths: {}, density: null };

/** A view of the list of customers: the platform's own, or a saved one. */
export interface CustomerView {
  /** How an address names it. */
  readonly key: string;
  /** Nothing for the platform's own. */
  readonly saved: SavedView | null;
  readonly state: ViewState;
}

const EVERYTHING: CustomerView = { key: DEFAULT_VIEW, saved: null, state: { condition: '', search: '', sort: [], layout: NO_LAYOUT } };

/** All views: the platform's own first, then the saved ones by their names. */
export function viewsOf(saved: readonly SavedView[]): CustomerView[] {
  const named = saved.toSorted((a, b) => a.name.localeCompare(b.name));
  return [EVERYTHING, ...named.map((view): CustomerView => ({ key: String(view.id), saved: view, state: view.state }))];
}

/** The view that an address names; the platform's own where that is gone. */
export const viewOf = (views: readonly CustomerView[], search: ViewSearch): CustomerView => views.find(({ key }) => key === search.view) ?? EVERYTHING;

/** The address of a view as it was saved. */
export function addressOf({ key, state: { condition, search, sort } }: CustomerView): ViewSearch {
  const sorted = sortText(sort.map(({ field, descending }) => ({ key: field, descending })));
  return { view: key, ...(search && { q: search }), ...(condition && { where: condition }), ...(sorted && { sort: sorted }) };
}

/** What an address and its columns show. */
export const stateOf = (search: ViewSearch, layout: Layout): ViewState => ({ ...requestOf(search), layout });

const comparable = ({ condition, search, sort, layout: { columns, pins, widths, density } }: ViewState) =>
  JSON.stringify([condition, search, sort.map(({ field, descending }) => [field, descending]), columns, pins, Object.entries(widths).toSorted(([a], [b]) => a.localeCompare(b)), density]);

/** Whether two states show the same. */
export const sameState = (a: ViewState, b: ViewState): boolean => comparable(a) === comparable(b);

/** Heights of rows, smallest first. */
export const DENSITIES: readonly Density[] = ['compact', 'standard', 'comfortable'];
