import fc from 'fast-check';
import { expect, it } from 'vitest';
import { neighbourOf, placeOf } from './places';
import { filterOf, parseReview } from './view';

const rowsOf = (indexes: readonly number[]) => ({ total: indexes.length, at: async (offset: number) => (indexes[offset] === undefined ? undefined : { index: indexes[offset] }) });
const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1 }).map((list) => list.toSorted((a, b) => a - b));

it('finds any row of a filtered plan by its number', async () => {
  await fc.assert(fc.asyncProperty(numbers, async (list) => {
    for (const [place, index] of list.entries()) expect(await placeOf(rowsOf(list), index)).toBe(place);
  }));
});

it('walks to every row with findings and begins again', async () => {
  await fc.assert(fc.asyncProperty(numbers, fc.constantFrom(1 as const, -1 as const), fc.integer({ min: 0, max: 60 }), async (list, step, start) => {
    const seen = new Set<number>();
    let at: number | null = start;
    for (let round = 0; round < list.length && at !== null; round += 1) {
      at = await neighbourOf(rowsOf(list), at, step);
      if (at !== null) seen.add(at);
    }
    expect([...seen].toSorted((a, b) => a - b)).toEqual(list);
  }));
});

it('goes nowhere without findings', async () => expect(await neighbourOf(rowsOf([]), 3, 1)).toBeNull());

it.each([
  [{}, {}, { change: null, findings: false, search: '' }],
  [{ tab: 'changed', q: 75001 }, { tab: 'changed', q: '75001' }, { change: 'changed', findings: false, search: '75001' }],
  [{ tab: 'with_findings' }, { tab: 'with_findings' }, { change: null, findings: true, search: '' }],
  [{ tab: 'nonsense', q: '' }, {}, { change: null, findings: false, search: '' }],
])('%o reads as %o and holds %o', (address, search, filter) => {
  expect(parseReview(address)).toEqual(search);
  expect(filterOf(parseReview(address))).toEqual(filter);
});
