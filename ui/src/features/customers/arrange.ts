import type { ColumnInfo } from '../../bindings/customer';

/** Fields of the columns that show before anyone chose. */
export const defaultFields = (all: readonly ColumnInfo[]): string[] => all.filter(({ shown, filled }) => shown && filled).map(({ field }) => field);

/** Columns in the order of `fields`: the name first, then pinned ones in the order of their pinning. */
export function arranged(all: readonly ColumnInfo[], fields: readonly string[], pins: readonly string[]): ColumnInfo[] {
  const pinned = pins.filter((field) => fields.includes(field));
  const order = new Set(['name', ...pinned, ...fields]);
  return [...order].flatMap((field) => all.find((column) => column.field === field) ?? []);
}

/** The list with an entry where another one stands; the list itself where either is missing. */
export function movedTo(fields: readonly string[], field: string, to: string): string[] {
  const [from, target] = [fields.indexOf(field), fields.indexOf(to)];
  if (from < 0 || target < 0) return [...fields];
  return fields.filter((each) => each !== field).toSpliced(target, 0, field);
}
