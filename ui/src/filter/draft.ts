import type { ColumnKind } from '../bindings/customer';
import { createStore } from '../lib/store';
import { quoted } from './parts';
import { type Leaf, leavesOfOneField, type Node, valuesOf } from './tree';

/** Operators on one value, by the names of the JSON form, as the language writes them. */
const SINGLE = {
  contains: 'CONTAINS',
  not_contains: 'NOT CONTAINS',
  starts: 'STARTS WITH',
  not_starts: 'NOT STARTS WITH',
  ends: 'ENDS WITH',
  not_ends: 'NOT ENDS WITH',
  eq: '=',
  ne: '!=',
} as const;

/** Ways to compare that the filter's form offers. */
export type Mode = keyof typeof SINGLE | 'in' | 'not_in' | 'range' | 'last' | 'next' | 'older' | 'set' | 'not_set';

/** Steps of relative days. */
export const UNITS = ['d', 'w', 'm', 'y'] as const;

/** A condition as it is being written. */
export interface Draft {
  /** Blank until one is chosen. */
  readonly field: string;
  /** Null for the usual one of the field. */
  readonly mode: Mode | null;
  /** One text; several values, null for none; from and to; a number and its unit. */
  readonly values: readonly (string | null)[];
  /** The condition that it will replace, among those of the bar. */
  readonly index: number | null;
}

/** A new condition, on a field if one is known. */
export const newDraft = (field = ''): Draft => ({ field, mode: null, values: [], index: null });

/** What the filter's form is open on; null while it is closed. */
export const openDraft = createStore<Draft | null>(null);

const MODES: Record<ColumnKind, readonly Mode[]> = {
  text: ['contains', 'not_contains', 'starts', 'not_starts', 'ends', 'not_ends', 'eq', 'ne', 'in', 'not_in', 'set', 'not_set'],
  choice: ['in', 'not_in', 'contains', 'set', 'not_set'],
  multi_select: ['in', 'not_in', 'set', 'not_set'],
  yes_no: ['in', 'set', 'not_set'],
  number: ['range', 'eq', 'ne', 'set', 'not_set'],
  money: ['range', 'eq', 'ne', 'set', 'not_set'],
  date: ['range', 'last', 'next', 'older', 'eq', 'ne', 'set', 'not_set'],
  instant: ['range', 'last', 'next', 'older', 'eq', 'ne', 'set', 'not_set'],
  existence: ['set', 'not_set'],
};

/** The ways to compare that fit what a field holds, the usual one first. */
export const modesOf = (field: string, kind: ColumnKind): readonly Mode[] => (field === 'change_set' ? CHANGE_SET : MODES[kind]);

/** Of imports, which are chosen from a list. */
const CHANGE_SET: readonly Mode[] = ['eq', 'ne', 'range'];

/** Numbers, days and yes or no stand without quotes. */
const isBare = (kind: ColumnKind): boolean => ['number', 'money', 'date', 'instant', 'yes_no'].includes(kind);

/** The condition that a draft stands for; null while it is not complete. */
export function conditionOf({ field, mode, values }: Draft & { mode: Mode }, kind: ColumnKind): string | null {
  const literal = (value: string) => (isBare(kind) ? value.trim() : quoted(value));
  const [first = null, second = null] = values;
  if (mode === 'set') return `${field} IS NOT NULL`;
  if (mode === 'not_set') return `${field} IS NULL`;
  if (mode === 'in' || mode === 'not_in') return listed(field, mode, values, kind, literal);
  if (mode === 'range') {
    if (first && second) return `${field} BETWEEN ${literal(first)} AND ${literal(second)}`;
    if (first) return `${field} >= ${literal(first)}`;
    return second ? `${field} <= ${literal(second)}` : null;
  }
  if (mode === 'last' || mode === 'next' || mode === 'older') {
    if (!first || !/^\d{1,4}$/.test(first)) return null;
    const step = `${Number(first)}${second ?? 'd'}`;
    if (mode === 'last') return `${field} BETWEEN -${step} AND today`;
    if (mode === 'next') return `${field} BETWEEN today AND +${step}`;
    return `${field} < ${Number(first) === 0 ? 'today' : `-${step}`}`;
  }
  return first?.trim() ? `${field} ${SINGLE[mode]} ${literal(first)}` : null;
}

function listed(field: string, mode: 'in' | 'not_in', values: readonly (string | null)[], kind: ColumnKind, literal: (value: string) => string): string | null {
  const chosen = values.filter((value) => value !== null);
  const none = chosen.length < values.length;
  const positive = mode === 'in';
  const tests: string[] = [];
  if (chosen.length > 1 && kind !== 'yes_no') tests.push(`${field} ${positive ? 'IN' : 'NOT IN'} (${chosen.map(literal).join(', ')})`);
  else tests.push(...chosen.map((value) => `${field} ${positive ? '=' : '!='} ${literal(value)}`));
  if (none) tests.push(`${field} ${positive ? 'IS NULL' : 'IS NOT NULL'}`);
  if (tests.length === 0) return null;
  if (!positive) return tests.join(' AND ');
  return tests.length === 1 ? (tests[0] ?? null) : `(${tests.join(' OR ')})`;
}

/** A condition of the bar to be edited; null for one that the form cannot show. */
export function draftOf(node: Node | undefined, index: number): Draft | null {
  if (node?.t === 'leaf') return draftOfLeaf(node, index);
  if (node?.t !== 'group' || node.agg !== 'any' || !node.want) return null;
  const leaves = leavesOfOneField(node);
  if (!leaves?.[0] || !leaves.every(({ op }) => op === 'eq' || op === 'in' || op === 'not_set')) return null;
  const values = leaves.flatMap((leaf) => (leaf.op === 'not_set' ? [null] : valuesOf(leaf).map(truth)));
  return { field: leaves[0].f, mode: 'in', values, index };
}

/** Yes and no as the language writes them. */
const truth = (value: string) => (value === 'true' || value === 'false' ? value.toUpperCase() : value);

function draftOfLeaf(leaf: Leaf, index: number): Draft | null {
  const { f: field, op } = leaf;
  const values = valuesOf(leaf);
  const draft = (mode: Mode, of: readonly (string | null)[] = values) => ({ field, mode, values: of, index });
  const relative = (text: string | undefined, sign: string) => new RegExp(`^\\${sign}(\\d{1,4})([dwmy])$`).exec(text ?? '');
  const [first, last] = values;
  if (op === 'set' || op === 'not_set') return draft(op, []);
  if (op === 'eq' && typeof leaf.v === 'boolean') return draft('in', values.map(truth));
  if (op === 'in' || op === 'not_in' || op in SINGLE) return values.some((value) => /^[+-]\d+[dwmy]$/.test(value) && typeof leaf.v === 'object') ? null : draft(op as Mode);
  if (op === 'between') {
    const past = last === '+0d' && relative(first, '-');
    if (past) return draft('last', [past[1] ?? '', past[2] ?? 'd']);
    const future = first === '+0d' && relative(last, '+');
    if (future) return draft('next', [future[1] ?? '', future[2] ?? 'd']);
  }
  if (op === 'lt') {
    const ago = first === '+0d' ? ['', '0', 'd'] : relative(first, '-');
    return ago && draft('older', [ago[1] ?? '', ago[2] ?? 'd']);
  }
  if (values.some((value) => /^[+-]\d+[dwmy]$/.test(value))) return null;
  if (op === 'between') return draft('range');
  if (op === 'gte') return draft('range', [first ?? null, null]);
  if (op === 'lte') return draft('range', [null, first ?? null]);
  return null;
}
