import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extension, tickState } from './ticks';

describe('tickState', () => {
  it.each([
    [[true, true, null], 'all'],
    [[true, false], 'some'],
    [[false, null], 'none'],
    [[null, null], 'none'],
    [[], 'none'],
  ] as const)('%o is %s', (ticks, state) => expect(tickState(ticks, (tick) => tick)).toBe(state));
});

describe('extension', () => {
  it('ticks what lies between where it began and where it stands, whatever the way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.array(fc.constantFrom(-1, 1), { minLength: 1 }), (anchor, steps) => {
        const ticked = new Set<number>();
        let at = anchor;
        for (const step of steps) {
          const { rows, ticked: on } = extension(anchor, at, at + step);
          for (const row of rows) if (on) ticked.add(row);
            else ticked.delete(row);
          at += step;
        }
        const [first, last] = [Math.min(anchor, at), Math.max(anchor, at)];
        const between = Array.from({ length: last - first + 1 }, (_, index) => first + index);
        expect([...ticked].toSorted((a, b) => a - b)).toEqual(between);
      }),
    );
  });
});
