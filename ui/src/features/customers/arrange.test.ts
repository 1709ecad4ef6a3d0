import { expect, it } from 'vitest';
import type { ColumnInfo } from '../../bindings/customer';
import { arranged, movedTo } from './arrange';

const all = ['name', 'email', 'group', 'dob'].map((field): ColumnInfo => ({ field, attribute: null, kind: 'text', filled: true, shown: true }));

it.each([
  [['email', 'dob'], [], ['name', 'email', 'dob']],
  [['dob', 'name', 'email'], ['email'], ['name', 'email', 'dob']],
  [['dob', 'gone'], ['gone', 'group'], ['name', 'dob']],
] as const)('%o with %o pinned shows %o', (fields, pins, shown) => expect(arranged(all, fields, pins).map(({ field }) => field)).toEqual(shown));

it.each([
  ['a', 'c', 'b,c,a'],
  ['c', 'a', 'c,a,b'],
  ['b', 'b', 'a,b,c'],
  ['x', 'a', 'a,b,c'],
])('%s put where %s stands gives %s', (field, to, expected) => expect(movedTo(['a', 'b', 'c'], field, to).join(',')).toBe(expected));
