import type { CheckedQuery } from '../bindings/customer';

/** A literal of a condition, as the JSON form of conditions has it. */
type Literal = string | number | boolean | { readonly date: string } | { readonly rel: string };

/** A node of a condition, as the JSON form of conditions has it. */
export type Node =
  | { readonly t: 'group'; readonly agg: 'all' | 'any'; readonly want: boolean; readonly c: readonly Node[] }
  | { readonly t: 'leaf'; readonly f: string; readonly op: string; readonly v?: Literal | readonly Literal[] }
  | { readonly t: 'rel'; readonly rel: string; readonly q: 'exists' | 'not_exists'; readonly w: Node | null };

/** A single condition on a field. */
export type Leaf = Extract<Node, { t: 'leaf' }>;

/** The nodes that are joined by AND at the top, one for each part. */
export function nodesOf(checked: CheckedQuery | undefined): readonly Node[] {
  const tree = checked?.tree as Node | null | undefined;
  if (!tree) return [];
  return tree.t === 'group' && tree.agg === 'all' && tree.want ? tree.c : [tree];
}

const literalText = (literal: Literal): string => {
  if (typeof literal !== 'object') return String(literal);
  return 'date' in literal ? literal.date : literal.rel;
};

/** The values of a leaf as text: days as `2025-06-15` or `-30d`. */
export const valuesOf = ({ v }: Leaf): string[] => (v === undefined ? [] : Array.isArray(v) ? v.map(literalText) : [literalText(v as Literal)]);

/** The children of a group, when all are conditions on one field. */
export function leavesOfOneField(node: Node): readonly Leaf[] | null {
  if (node.t !== 'group' || node.c.length === 0) return null;
  const leaves = node.c.filter((child): child is Leaf => child.t === 'leaf');
  return leaves.length === node.c.length && leaves.every(({ f }) => f === leaves[0]?.f) ? leaves : null;
}

/** The month, `2025-06`, whose first and last day these are. */
export function monthOf([first, last]: readonly string[]): string | null {
  if (!first?.endsWith('-01') || last === undefined) return null;
  const [year = 0, month = 0] = first.split('-').map(Number);
  const end = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return last === `${first.slice(0, 8)}${String(end).padStart(2, '0')}` ? first.slice(0, 7) : null;
}
