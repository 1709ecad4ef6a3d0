import type { ViewRequest } from '../../bindings/customer';
import { platform } from '../../platform';

/** Rows asked for at a time. */
const STEP = 1000;

/** The keys of the rows `first` to `last` of a view, as far as there are any. */
export async function idsBetween(view: ViewRequest, first: number, last: number): Promise<number[]> {
  const ids: number[] = [];
  for (let offset = first; offset <= last; offset += STEP) {
    const { rows } = await platform().call('customers.rows', { view, offset, limit: Math.min(STEP, last - offset + 1), columns: [] });
    ids.push(...rows.map(({ id }) => id));
    if (rows.length === 0) break;
  }
  return ids;
}
