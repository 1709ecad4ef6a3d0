import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Frame, pagesOf, placeOf, scrollTo, spacerHeight, TALLEST, visibleRows } from './windowing';

const frames = fc.record({
  total: fc.integer({ min: 1, max: 20_000_000 }),
  rowHeight: fc.constantFrom(28, 32, 40),
  viewport: fc.integer({ min: 200, max: 1400 }),
});
const end = (frame: Frame) => Math.max(0, spacerHeight(frame) - frame.viewport);

describe('windowing', () => {
  it('reaches every row of any count', () => {
    fc.assert(
      fc.property(frames, fc.double({ min: 0, max: 1, noNaN: true }), (frame, at) => {
        const row = Math.min(frame.total - 1, Math.floor(at * frame.total));
        const [first, last] = visibleRows(frame, scrollTo(frame, 0, row));
        expect(row).toBeGreaterThanOrEqual(first);
        expect(row).toBeLessThan(last);
      }),
    );
  });

  it('ends exactly at the last row', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const scrollTop = end(frame);
        const bottom = placeOf(frame, scrollTop, frame.total - 1) + frame.rowHeight - scrollTop;
        expect(bottom).toBeCloseTo(Math.min(frame.viewport, frame.total * frame.rowHeight), 3);
      }),
    );
  });

  it('never asks for a taller element than WebKit gives', () => {
    expect(spacerHeight({ total: 1e9, rowHeight: 40, viewport: 600 })).toBe(TALLEST);
  });

  it.each([
    [0, 30, [0]],
    [90, 130, [0, 100]],
    [100, 200, [100]],
    [0, 0, [0]],
  ])('rows %s to %s lie in pages %o', (first, last, pages) => expect(pagesOf(first, last, 100)).toEqual(pages));
});
