import { expect, it } from 'vitest';
import type { SavedView } from '../../bindings/view';
import { addressOf, NO_LAYOUT, sameState, stateOf, viewOf, viewsOf } from './views';

const saved = (id: number, name: string): SavedView => ({
  id,
  name,
  owner: 'Ada',
  mine: true,
  shared: false,
  is_default: false,
  state: { condition: "group = 'General'", search: 'gro', sort: [{ field: 'name', descending: true }], layout: { ...NO_LAYOUT, widths: { email: 300, name: 200 } } },
});

it('lists the platform’s own first, then the others by name', () => expect(viewsOf([saved(7, 'b'), saved(9, 'A')]).map(({ key }) => key)).toEqual(['all', '9', '7']));

it('finds the view of an address, the platform’s own where it is gone', () => {
  const views = viewsOf([saved(7, 'b')]);
  expect([viewOf(views, { view: '7' }).key, viewOf(views, { view: '8' }).key, viewOf(views, {}).key]).toEqual(['7', 'all', 'all']);
});

it('a view that was just chosen is not edited, and each part of it counts', () => {
  const [, view] = viewsOf([saved(7, 'b')]);
  if (!view) throw new Error('no view');
  const address = addressOf(view);
  const { layout } = view.state;
  expect(address).toEqual({ view: '7', q: 'gro', where: "group = 'General'", sort: '-name' });
  expect(sameState(stateOf(address, { ...layout, widths: { name: 200, email: 300 } }), view.state)).toBe(true);
  for (const other of [
    stateOf({ ...address, q: 'g' }, layout),
    stateOf({ ...address, where: '' }, layout),
    stateOf({ ...address, sort: 'name' }, layout),
    stateOf(address, { ...layout, columns: ['name'] }),
    stateOf(address, { ...layout, pins: ['email'] }),
    stateOf(address, { ...layout, widths: {} }),
    stateOf(address, { ...layout, density: 'compact' }),
  ])
    expect(sameState(other, view.state)).toBe(false);
});
