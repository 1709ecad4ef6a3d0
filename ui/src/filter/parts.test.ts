import fc from 'fast-check';
import { expect, it } from 'vitest';
import { partOf, quoted, withoutPart } from './parts';

it.each([
  ['group', '=', 'General', false, "group = 'General'"],
  ['email', 'CONTAINS', "o'rourke", false, "email CONTAINS 'o''rourke'"],
  ['customer_since', '>=', ' 2019-01-01 ', true, 'customer_since >= 2019-01-01'],
  ['taxvat', 'IS NULL', 'ignored', false, 'taxvat IS NULL'],
])('%s %s %s', (field, operator, value, bare, condition) => expect(partOf(field, operator, value, bare)).toBe(condition));

it('a quoted text never ends before its end', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(quoted(value).slice(1, -1).replaceAll("''", '')).not.toContain("'");
    }),
  );
});

it('removes one part alone', () => expect(withoutPart(['a', 'b', 'a'], 0)).toEqual(['b', 'a']));
