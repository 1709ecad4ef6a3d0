import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, EVERYBODY, isSelected, NOBODY, select } from './selection';

const PEOPLE = Array.from({ length: 12 }, (_, id) => id);
const acts = fc.array(fc.record({ ids: fc.uniqueArray(fc.integer({ min: 0, max: 11 })), selected: fc.boolean() }));

describe('selection', () => {
  it.each([
    ['nobody', NOBODY, new Set<number>()],
    ['everybody', EVERYBODY, new Set(PEOPLE)],
  ])('begun with %s, holds whoever was ticked last', (_, start, chosen) => {
    fc.assert(
      fc.property(acts, (steps) => {
        const model = new Set(chosen);
        let selection = start;
        for (const { ids, selected } of steps) {
          selection = select(selection, ids, selected);
          for (const id of ids) if (selected) model.add(id);
            else model.delete(id);
        }
        expect(PEOPLE.filter((id) => isSelected(selection, id))).toEqual(PEOPLE.filter((id) => model.has(id)));
        expect(countOf(selection, PEOPLE.length)).toBe(model.size);
      }),
    );
  });

  it('stays a condition when everybody is selected: who matches later is in it', () => {
    const selection = select(EVERYBODY, [3], false);
    expect(isSelected(selection, 999)).toBe(true);
    expect(countOf(selection, 13)).toBe(12);
  });
});
