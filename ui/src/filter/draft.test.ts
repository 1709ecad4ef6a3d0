import { describe, expect, it } from 'vitest';
import type { ColumnKind } from '../bindings/customer';
import { conditionOf, type Draft, draftOf, type Mode } from './draft';
import type { Node } from './tree';

type Written = Draft & { mode: Mode };

const draft = (field: string, mode: Mode, ...values: (string | null)[]): Written => ({ field, mode, values, index: 2 });

describe('a draft', () => {
  it.each<[Written, ColumnKind, string, Node]>([
    [draft('name', 'contains', 'an'), 'text', "name CONTAINS 'an'", { t: 'leaf', f: 'name', op: 'contains', v: 'an' }],
    [draft('name', 'not_ends', "o'"), 'text', "name NOT ENDS WITH 'o'''", { t: 'leaf', f: 'name', op: 'not_ends', v: "o'" }],
    [draft('dob', 'not_set'), 'date', 'dob IS NULL', { t: 'leaf', f: 'dob', op: 'not_set' }],
    [draft('group', 'in', 'General', 'VIP'), 'choice', "group IN ('General', 'VIP')", { t: 'leaf', f: 'group', op: 'in', v: ['General', 'VIP'] }],
    [draft('group', 'not_in', 'General', 'VIP'), 'choice', "group NOT IN ('General', 'VIP')", { t: 'leaf', f: 'group', op: 'not_in', v: ['General', 'VIP'] }],
    [
      draft('gender', 'in', 'Male', null), 'choice', "(gender = 'Male' OR gender IS NULL)",
      { t: 'group', agg: 'any', want: true, c: [{ t: 'leaf', f: 'gender', op: 'eq', v: 'Male' }, { t: 'leaf', f: 'gender', op: 'not_set' }] },
    ],
    [draft('confirmation', 'in', 'TRUE'), 'yes_no', 'confirmation = TRUE', { t: 'leaf', f: 'confirmation', op: 'eq', v: true }],
    [draft('entity_id', 'range', '10', '20'), 'number', 'entity_id BETWEEN 10 AND 20', { t: 'leaf', f: 'entity_id', op: 'between', v: [10, 20] }],
    [draft('entity_id', 'range', null, '20'), 'number', 'entity_id <= 20', { t: 'leaf', f: 'entity_id', op: 'lte', v: 20 }],
    [draft('dob', 'range', '2000-01-01', null), 'date', 'dob >= 2000-01-01', { t: 'leaf', f: 'dob', op: 'gte', v: { date: '2000-01-01' } }],
    [draft('customer_since', 'last', '30', 'd'), 'instant', 'customer_since BETWEEN -30d AND today', { t: 'leaf', f: 'customer_since', op: 'between', v: [{ rel: '-30d' }, { rel: '+0d' }] }],
    [draft('lock', 'next', '2', 'w'), 'instant', 'lock BETWEEN today AND +2w', { t: 'leaf', f: 'lock', op: 'between', v: [{ rel: '+0d' }, { rel: '+2w' }] }],
    [draft('customer_since', 'older', '1', 'y'), 'instant', 'customer_since < -1y', { t: 'leaf', f: 'customer_since', op: 'lt', v: { rel: '-1y' } }],
  ])('%o is written and read again', (written, kind, condition, node) => {
    expect(conditionOf(written, kind)).toBe(condition);
    expect(draftOf(node, 2)).toEqual(written);
  });

  it.each<[Written, ColumnKind]>([
    [draft('name', 'contains', ' '), 'text'],
    [draft('group', 'in'), 'choice'],
    [draft('entity_id', 'range', null, null), 'number'],
    [draft('customer_since', 'last', 'x', 'd'), 'instant'],
  ])('%o is not complete', (written, kind) => expect(conditionOf(written, kind)).toBeNull());

  it('leaves to the text what the form cannot show', () => {
    expect(draftOf(undefined, 0)).toBeNull();
    expect(draftOf({ t: 'rel', rel: 'address', q: 'exists', w: null }, 0)).toBeNull();
    expect(draftOf({ t: 'leaf', f: 'dob', op: 'gte', v: { rel: '-30d' } }, 0)).toBeNull();
    expect(draftOf({ t: 'group', agg: 'any', want: true, c: [{ t: 'leaf', f: 'a', op: 'eq', v: 'x' }, { t: 'leaf', f: 'b', op: 'eq', v: 'x' }] }, 0)).toBeNull();
  });

  it('leaves out no value beside others by a second condition', () =>
    expect(conditionOf(draft('gender', 'not_in', 'Male', null), 'choice')).toBe("gender != 'Male' AND gender IS NOT NULL"));
});
