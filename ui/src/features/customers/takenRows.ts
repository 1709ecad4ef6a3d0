import type { Row, ViewRequest } from '../../bindings/customer';
import { platform } from '../../platform';
import { isSelected, type Selection } from './selection';

/** Rows asked for at a time. */
const STEP = 1000;

/** Rows of a selection, or of all that matches where nothing is selected, in the order of the view; at most so many of them. */
export async function takenRows(selection: Selection | null, view: ViewRequest, columns: readonly string[], most: number): Promise<Row[]> {
  const picked = selection?.of === 'rows' ? [...selection.ids] : null;
  // Who was kept from another condition need not match this one.
  const asked = picked ? { ...view, condition: '', search: '' } : view;
  const taken: Row[] = [];
  for (let offset = 0; taken.length < most; offset += STEP) {
    const { rows } = await platform().call('customers.rows', { view: asked, offset, limit: STEP, columns: [...columns], ...(picked ? { only: picked } : {}) });
    taken.push(...rows.filter(({ id }) => selection === null || isSelected(selection, id)));
    if (rows.length < STEP) break;
  }
  return taken.slice(0, most);
}
