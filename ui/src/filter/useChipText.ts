import { useIntl } from 'react-intl';
import type { ColumnKind } from '../bindings/customer';
import { useFieldLabel } from '../features/customers/cells';
import { isMessageId, useText } from '../i18n';
import { useOperation } from '../operations';
import { UNITS } from './draft';
import { type Leaf, leavesOfOneField, monthOf, type Node, valuesOf } from './tree';
import { useValueLabel } from './useValueLabel';

/** A condition in words. */
export interface ChipText {
  /** Blank for several fields. */
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

/** The words of a chip in one line. */
export const chipLine = ({ field, operator, value }: ChipText): string => [field, operator, value].filter(Boolean).join(' ');

type Step = (typeof UNITS)[number];

/** A condition in words: field, operator, values; several fields as “any of 3”. */
export function useChipText(): (node: Node | undefined, written: string) => ChipText {
  const text = useText();
  const intl = useIntl();
  const label = useFieldLabel();
  const name = useValueLabel();
  const kinds = new Map<string, ColumnKind>(useOperation('query.fields', null).data?.map(({ field, kind }) => [field, kind]));
  const operatorText = (operator: string) => {
    const id = `chip.${operator}`;
    return isMessageId(id) ? text(id) : operator;
  };
  const named = (leaf: Leaf) => (leaf.op === 'not_set' ? [null] : valuesOf(leaf)).map((value) => name({ field: leaf.f, kind: kinds.get(leaf.f), value }));
  const list = (values: readonly string[]) => intl.formatList(values, { type: 'disjunction' });

  const ofLeaf = (leaf: Leaf): ChipText => {
    const field = label(leaf.f);
    const values = valuesOf(leaf);
    const [first = '', last = ''] = values;
    const month = leaf.op === 'between' ? monthOf(values) : null;
    if (month) return { field, operator: operatorText('eq'), value: name({ field: leaf.f, kind: 'instant', value: month }) };
    const past = /^-(\d+)([dwmy])$/.exec(first);
    if (leaf.op === 'between' && past && last === '+0d') return { field, operator: text('chip.last'), value: text(`filter.unit.${past[2] as Step}`, { count: Number(past[1]) }) };
    const future = /^\+(\d+)([dwmy])$/.exec(last);
    if (leaf.op === 'between' && future && first === '+0d') return { field, operator: text('chip.next'), value: text(`filter.unit.${future[2] as Step}`, { count: Number(future[1]) }) };
    if (leaf.op === 'set' || leaf.op === 'not_set') return { field, operator: operatorText(leaf.op), value: '' };
    const words = named(leaf);
    if (leaf.op === 'between') return { field, operator: operatorText('between'), value: intl.formatList(words, { type: 'conjunction' }) };
    const isDay = kinds.get(leaf.f) === 'instant' || kinds.get(leaf.f) === 'date';
    return { field, operator: operatorText(isDay && (leaf.op === 'lt' || leaf.op === 'gt') ? `${leaf.op}_day` : leaf.op), value: list(words) };
  };

  return (node, written) => {
    if (!node) return { field: '', operator: '', value: written };
    if (node.t === 'leaf') return ofLeaf(node);
    if (node.t === 'rel') return { field: text('chip.address'), operator: text(node.q === 'exists' ? 'chip.exists' : 'chip.not_exists'), value: node.w ? text('chip.conditions', { count: node.w.t === 'group' ? node.w.c.length : 1 }) : '' };
    const leaves = leavesOfOneField(node);
    const same = leaves?.every(({ op }) => op === 'eq' || op === 'in' || op === 'not_set' || op === 'between');
    const isList = node.agg === 'any' ? node.want : !node.want;
    if (leaves?.[0] && same && isList) {
      const values = leaves.flatMap((leaf) => (leaf.op === 'between' ? [ofLeaf(leaf).value] : named(leaf)));
      return { field: label(leaves[0].f), operator: operatorText(node.want ? 'in' : 'not_in'), value: list(values) };
    }
    const word = node.want ? (node.agg === 'any' ? 'chip.any_of' : 'chip.all_of') : node.agg === 'all' ? 'chip.none_of' : 'chip.not_all_of';
    return { field: '', operator: '', value: text(word, { count: node.c.length }) };
  };
}
