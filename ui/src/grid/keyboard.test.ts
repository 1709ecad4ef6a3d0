import { describe, expect, it } from 'vitest';
import { HEADER_ROW, moveBy } from './keyboard';
import { nextSort, widthWithin } from './types';

const from = { row: 10, column: 2 };
const move = (key: string, ctrl = false) => moveBy(key, ctrl, from, 1000, 5, 20);

describe('moveBy', () => {
  it.each([
    ['ArrowDown', false, { row: 11, column: 2 }],
    ['ArrowUp', false, { row: 9, column: 2 }],
    ['PageDown', false, { row: 30, column: 2 }],
    ['PageUp', false, { row: 0, column: 2 }],
    ['Home', false, { row: 10, column: 0 }],
    ['End', false, { row: 10, column: 4 }],
    ['End', true, { row: 999, column: 2 }],
    ['Home', true, { row: 0, column: 2 }],
    ['x', false, null],
  ])('%s, ctrl %s', (key, ctrl, to) => expect(move(key, ctrl)).toEqual(to));

  it.each([
    [0, 0],
    [HEADER_ROW, HEADER_ROW],
  ])('up from the first row, to %s at most', (top, row) => expect(moveBy('ArrowUp', false, { row: 0, column: 1 }, 9, 5, 3, top)).toEqual({ row, column: 1 }));

  it('stays within an empty grid', () => expect(moveBy('ArrowDown', false, { row: 0, column: 0 }, 0, 0, 20)).toEqual({ row: 0, column: 0 }));
});

const written = (sort: ReturnType<typeof nextSort>) => sort.map(({ key, descending }) => (descending ? `-${key}` : key)).join(',');
const read = (sort: string) => sort.split(',').filter(Boolean).map((key) => ({ key: key.replace('-', ''), descending: key.startsWith('-') }));

it.each([
  ['', 'email', false, 'email'],
  ['email', 'email', false, '-email'],
  ['-email', 'email', false, ''],
  ['email', 'name', false, 'name'],
  ['email,name', 'email', false, 'email'],
  ['email', 'name', true, 'email,name'],
  ['email,name', 'name', true, 'email,-name'],
  ['email,-name', 'email', true, '-email,-name'],
  ['email,-name', 'name', true, 'email'],
])('sorted by "%s", a press on %s (further: %s) sorts by "%s"', (sort, key, further, next) => expect(written(nextSort(read(sort), key, further))).toBe(next));

it.each([[10, 40], [200.4, 200], [9000, 800]])('a column of %s is %s wide', (width, within) => expect(widthWithin(width)).toBe(within));
