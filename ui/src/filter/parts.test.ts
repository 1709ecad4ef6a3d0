import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quoted, withoutPart, withPart } from './parts';

it('a quoted text never ends before its end', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(quoted(value).slice(1, -1).replaceAll("''", '')).not.toContain("'");
    }),
  );
});

it('removes one part alone', () => expect(withoutPart(['a', 'b', 'a'], 0)).toEqual(['b', 'a']));

it('puts a part in the place of another, or behind all', () => {
  expect(withPart(['a', 'b'], 'c', 0)).toEqual(['c', 'b']);
  expect(withPart(['a', 'b'], 'c', null)).toEqual(['a', 'b', 'c']);
});
