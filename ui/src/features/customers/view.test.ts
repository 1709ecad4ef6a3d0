import { expect, it } from 'vitest';
import { parseView, requestOf, sortOf, sortText } from './view';

it.each([
  [{ q: 'gro', sort: '-customer_since' }, { q: 'gro', sort: '-customer_since' }],
  [{ q: 75001 }, { q: '75001' }],
  [{ q: '', where: null, other: 'x' }, {}],
])('%o reads as %o', (search, view) => expect(parseView(search)).toEqual(view));

it('a sort survives its address', () => {
  const sort = [{ key: 'group', descending: false }, { key: 'customer_since', descending: true }];
  expect(sortOf({ sort: sortText(sort) ?? '' })).toEqual(sort);
});

it('asks for keywords, condition and order', () => {
  expect(sortText([])).toBeUndefined();
  expect(requestOf({ q: 'gro', where: "group = 'General'", sort: 'name,-email' })).toEqual({
    search: 'gro',
    condition: "group = 'General'",
    sort: [{ field: 'name', descending: false }, { field: 'email', descending: true }],
  });
});
