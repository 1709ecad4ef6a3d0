import type { QueryLeaf } from '../bindings/customer';
import { createStore } from '../lib/store';

/** Operators of the filter's form, by their JSON names (groups-segments.md 6.2). */
const OPERATORS = {
  contains: 'CONTAINS',
  eq: '=',
  ne: '!=',
  starts: 'STARTS WITH',
  ends: 'ENDS WITH',
  gte: '>=',
  lte: '<=',
  gt: '>',
  lt: '<',
  set: 'IS NOT NULL',
  not_set: 'IS NULL',
} as const;

/** An operator that the filter's form offers. */
export type Operator = (typeof OPERATORS)[keyof typeof OPERATORS];

/** A condition as it is being written. */
export interface Draft {
  /** Blank until one is chosen. */
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
  /** The condition that it will replace, among those of the bar. */
  readonly index: number | null;
}

/** A new condition, on a field if one is known. */
export const newDraft = (field = ''): Draft => ({ field, operator: 'CONTAINS', value: '', index: null });

/** A condition of the bar to be edited; null for one that the form cannot show. */
export function draftOf(leaf: QueryLeaf | null, index: number): Draft | null {
  const operator = leaf && (OPERATORS as Record<string, Operator>)[leaf.operator];
  return operator && leaf.values.length < 2 ? { field: leaf.field, operator, value: leaf.values[0] ?? '', index } : null;
}

/** What the filter's form is open on; null while it is closed. */
export const openDraft = createStore<Draft | null>(null);
