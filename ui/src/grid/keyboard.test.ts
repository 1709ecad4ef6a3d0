import { describe, expect, it } from 'vitest';
import { moveBy } from './keyboard';
import { nextSort } from './types';

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

  it('stays within an empty grid', () => expect(moveBy('ArrowDown', false, { row: 0, column: 0 }, 0, 0, 20)).toEqual({ row: 0, column: 0 }));
});

it('a column sorts up, down, then not at all', () => {
  const up = nextSort(null, 'email');
  const down = nextSort(up, 'email');
  expect([up, down, nextSort(down, 'email'), nextSort(down, 'name')]).toEqual([
    { key: 'email', descending: false },
    { key: 'email', descending: true },
    null,
    { key: 'name', descending: false },
  ]);
});
