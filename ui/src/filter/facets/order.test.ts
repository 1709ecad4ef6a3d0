import { expect, it } from 'vitest';
import { inOrder } from './order';

const value = (text: string | null, count: number) => ({ value: text, label: text ?? '', count, condition: null, mark: null });

it.each([
  ['instant', ['2026-01', '2025-12', '2025-02', null]],
  ['choice', [null, '2025-12', '2026-01', '2025-02']],
] as const)('puts values of a facet of kind %s in order', (kind, expected) => {
  const counted = [value(null, 9), value('2025-12', 7), value('2026-01', 5), value('2025-02', 1)];
  expect(inOrder(kind, counted).map((each) => each.value)).toEqual(expected);
});
