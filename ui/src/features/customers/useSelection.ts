import type { ViewRequest } from '../../bindings/customer';
import { createStore } from '../../lib/store';
import { useOperation } from '../../operations';
import { idsBetween } from './ids';
import { countOf, isSelected, NOBODY, select, type Selection } from './selection';

/** A selection with what it was made under. */
interface Held {
  selection: Selection;
  workspace: string;
  view: ViewRequest;
  /** Customers that matched. */
  total: number;
  /** The revision of the data: saved views leave the selection alone. */
  change: number;
  /** Kept from under another condition: it may hold customers who do not match this one. */
  kept: boolean;
}

/** The selection of this window; there is one. */
export const held = createStore<Held | null>(null);

const sameCondition = (a: ViewRequest, b: ViewRequest) => a.condition === b.condition && a.search === b.search;

/** The keys of a selection, in the order of its view. */
async function idsOf(selection: Selection, view: ViewRequest, total: number): Promise<number[]> {
  if (selection.of === 'rows') return [...selection.ids];
  return (await idsBetween(view, 0, total - 1)).filter((id) => isSelected(selection, id));
}

/**
 * The selection in a view. It survives sorting, scrolling and other pages; under another condition, or once the data
 * changed, it is dropped, and `dropped` says how many it held until it is kept or forgotten.
 */
export function useSelection(view: ViewRequest, total: number) {
  const now = held.use();
  const info = useOperation('workspace.current', null).data;
  const workspace = info?.path ?? '';
  const change = info?.data_revision ?? 0;
  const mine = now && now.workspace === workspace ? now : null;
  const holds = mine !== null && mine.change === change && sameCondition(mine.view, view);
  const selection = holds ? mine.selection : NOBODY;
  const count = countOf(selection, total);
  const kept = holds && mine.kept && selection.of === 'rows';
  const hold = (next: Selection, from: boolean) => held.set(countOf(next, total) === 0 ? null : { selection: next, workspace, view, total, change, kept: from });
  const set = (next: Selection) => hold(next, kept && next.of === 'rows');
  const before = mine && !holds ? mine : null;
  return {
    selection,
    count,
    kept,
    set,
    clear: () => held.set(null),
    selectBetween: async (first: number, last: number) => set(select(selection, await idsBetween(view, first, last), true)),
    dropped: before && countOf(before.selection, before.total),
    keep: async () => before && hold({ of: 'rows', ids: new Set(await idsOf(before.selection, before.view, before.total)) }, true),
  };
}

/** What is selected in a view, and how to select. */
export type Selecting = ReturnType<typeof useSelection>;
