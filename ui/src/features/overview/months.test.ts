import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Bar } from '../../bindings/overview';
import { axisTop, lastMonths } from './months';

const bar = (value: string | null): Bar => ({ value, label: value ?? '', customers: 1, records: null, condition: '' });

it('fills the months between those with records, up to the newest', () => {
  const months = lastMonths([bar('2025-11'), bar('2026-02'), bar(null)], 24);
  expect(months.map(({ month, bar: of }) => [month, of !== null])).toEqual([['2025-11', true], ['2025-12', false], ['2026-01', false], ['2026-02', true]]);
  expect(lastMonths([bar('2025-11'), bar('2026-02')], 2).map(({ month }) => month)).toEqual(['2026-01', '2026-02']);
  expect(lastMonths([], 24)).toEqual([]);
});

it('ends an axis at or above the largest value, at a multiple of four whole steps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), (largest) => {
      const top = axisTop(largest);
      expect(top).toBeGreaterThanOrEqual(largest);
      expect(Number.isInteger(top / 4)).toBe(true);
      expect(top).toBeLessThanOrEqual(Math.max(4, largest * 2.5));
    }),
  );
});
