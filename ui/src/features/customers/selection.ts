/** Which customers are selected: some by their keys, or all that match but for some. */
export type Selection =
  | { readonly of: 'rows'; readonly ids: ReadonlySet<number> }
  | { readonly of: 'matching'; readonly except: ReadonlySet<number> };

/** Nobody. */
export const NOBODY: Selection = { of: 'rows', ids: new Set() };

/** All that match: a condition, not a list. */
export const EVERYBODY: Selection = { of: 'matching', except: new Set() };

const withIds = (set: ReadonlySet<number>, ids: readonly number[]) => new Set([...set, ...ids]);

const withoutIds = (set: ReadonlySet<number>, ids: readonly number[]) => {
  const left = new Set(set);
  for (const id of ids) left.delete(id);
  return left;
};

/** Whether a customer of the view is selected. */
export const isSelected = (selection: Selection, id: number): boolean =>
  selection.of === 'rows' ? selection.ids.has(id) : !selection.except.has(id);

/** The selection with customers of the view added, or taken out. */
export function select(selection: Selection, ids: readonly number[], selected: boolean): Selection {
  if (selection.of === 'rows') return { of: 'rows', ids: selected ? withIds(selection.ids, ids) : withoutIds(selection.ids, ids) };
  return { of: 'matching', except: selected ? withoutIds(selection.except, ids) : withIds(selection.except, ids) };
}

/** How many are selected, where `total` match. */
export const countOf = (selection: Selection, total: number): number =>
  selection.of === 'rows' ? selection.ids.size : Math.max(0, total - selection.except.size);
