import type { ViewRequest } from '../../bindings/customer';
import type { GridSort } from '../../grid/types';

/** The list's state as its address carries it: shared by the list, a customer's page and the palette. */
export interface ViewSearch {
  q?: string;
  where?: string;
  sort?: string;
  /** The view that this began with: its key, or the platform's own. */
  view?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads an address; what is not understood is left out. */
export function parseView(search: Record<string, unknown>): ViewSearch {
  // An address parser may have made a number of digits.
  const raw = (value: unknown) => text(typeof value === 'number' ? String(value) : value);
  const view: ViewSearch = {};
  const [q, where, sort, from] = [raw(search.q), raw(search.where), raw(search.sort), raw(search.view)];
  if (q) view.q = q;
  if (where) view.where = where;
  if (sort) view.sort = sort;
  if (from) view.view = from;
  return view;
}

/** The sort of an address: fields between commas, with a minus before one for largest first. */
export const sortOf = ({ sort = '' }: ViewSearch): GridSort[] =>
  sort.split(',').flatMap((key) => (key === '' ? [] : [{ key: key.replace(/^-/, ''), descending: key.startsWith('-') }]));

/** The address of a sort. */
export const sortText = (sort: readonly GridSort[]): string | undefined =>
  sort.map(({ key, descending }) => (descending ? `-${key}` : key)).join(',') || undefined;

/** What the operations are asked for a view. */
export function requestOf(view: ViewSearch): ViewRequest {
  return { condition: view.where ?? '', search: view.q ?? '', sort: sortOf(view).map(({ key, descending }) => ({ field: key, descending })) };
}

/** Whether a change goes on with what is being typed: those replace each other in the history, so that Back leads past the typing. */
export function isTyped(before: ViewSearch, next: ViewSearch): boolean {
  const field = document.activeElement?.matches('#keywords') ? 'q' : document.activeElement?.matches('.condition input') ? 'where' : null;
  return field !== null && field in next && Boolean(before[field]) && Boolean(next[field]);
}
