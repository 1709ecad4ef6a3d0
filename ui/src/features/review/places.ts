import type { PlanFilter, PlanRow } from '../../bindings/plan';
import { PAGE } from '../../grid/usePages';
import { operation } from '../../operations';
import { queryClient } from '../../operations/client';

/** Rows in the order of their numbers. */
export interface Rows {
  readonly total: number;
  at: (offset: number) => Promise<{ readonly index: number } | undefined>;
}

/** Where the row of a number stands among rows, or else the next one after it. */
export async function placeOf({ total, at }: Rows, index: number): Promise<number> {
  let [low, high] = [0, total];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await at(middle);
    if (row && row.index < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The number of the next row after a number, or the one before it; from the end it goes on at the other. */
export async function neighbourOf(rows: Rows, index: number, step: 1 | -1): Promise<number | null> {
  if (rows.total === 0) return null;
  const place = step === 1 ? await placeOf(rows, index + 1) : (await placeOf(rows, index)) - 1;
  return (await rows.at((place + rows.total) % rows.total))?.index ?? null;
}

/** The rows of the plan that a filter holds. */
export async function planRows(filter: PlanFilter): Promise<Rows> {
  const page = (offset: number) => queryClient.fetchQuery(operation('plan.rows', { filter, offset, limit: PAGE }));
  const at = async (offset: number): Promise<PlanRow | undefined> => {
    const start = Math.floor(offset / PAGE) * PAGE;
    return (await page(start)).rows[offset - start];
  };
  return { total: (await page(0)).total, at };
}
