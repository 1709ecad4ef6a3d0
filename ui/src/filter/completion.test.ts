import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeOf } from './completion';

const at = (text: string) => {
  const caret = text.indexOf('|');
  const { expects, scope, field, words, typed } = placeOf(text.replace('|', ''), caret);
  return [expects, scope, field, words.join(' '), typed];
};

it.each([
  ['|', ['field', 'customer', '', 'NOT', '']],
  ['gro|', ['field', 'customer', '', 'NOT', 'gro']],
  ['group |', ['operator', 'customer', 'group', '', '']],
  ['group = |', ['value', 'customer', 'group', '', '']],
  ["group = 'Who|le'", ['value', 'customer', 'group', '', "'Who"]],
  ["name = 'o''|", ['value', 'customer', 'name', '', "'o''"]],
  ["group = 'Wholesale' |", ['word', 'customer', 'group', 'AND OR', '']],
  ["group = 'Wholesale' AND em|", ['field', 'customer', 'group', 'NOT', 'em']],
  ["group IN ('a', |", ['value', 'customer', 'group', '', '']],
  ["group IN ('a' |", ['word', 'customer', 'group', ', )', '']],
  ['dob BETWEEN 1981-01-01 |', ['word', 'customer', 'dob', 'AND', '']],
  ['dob BETWEEN 1981-01-01 AND 19|', ['value', 'customer', 'dob', '', '19']],
  ['name STARTS |', ['word', 'customer', 'name', 'WITH', '']],
  ['name NOT CONTAINS |', ['value', 'customer', 'name', '', '']],
  ['dob IS |', ['word', 'customer', 'dob', 'NULL NOT NULL', '']],
  ['address |', ['word', 'customer', '', 'MATCHES ( NOT MATCHES (', '']],
  ['address MATCHES (country = |', ['value', 'address', 'country', '', '']],
  ["address MATCHES (country = 'FR') AND |", ['field', 'customer', 'country', 'NOT', '']],
  ["(group = 'a' OR |", ['field', 'customer', 'group', 'NOT', '']],
])('at %s', (text, place) => expect(at(text)).toEqual(place));

it('answers within any text', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (text, place) => {
      const caret = place % (text.length + 1);
      const { from, typed } = placeOf(text, caret);
      expect(text.slice(from, caret)).toBe(typed);
    }),
  );
});
