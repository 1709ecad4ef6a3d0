import type { ColumnKind } from '../bindings/customer';
import { useFieldLabel } from '../features/customers/cells';
import { useOperation } from '../operations';
import type { Place } from './completion';
import { quoted } from './parts';
import { useValueLabel } from './useValueLabel';

/** Something that can stand at the caret. */
export interface Suggestion {
  /** What is written. */
  readonly insert: string;
  /** What it is called, where that differs. */
  readonly label: string;
  /** Customers with that value. */
  readonly count: number | null;
}

/** More would be read by nobody. */
const MOST = 8;

const TEXT = ['=', '!=', 'CONTAINS', 'NOT CONTAINS', 'STARTS WITH', 'ENDS WITH', 'IN (', 'IS NULL', 'IS NOT NULL'];
const ORDERED = ['=', '!=', '>=', '<=', '>', '<', 'BETWEEN', 'IS NULL', 'IS NOT NULL'];
const OPERATORS: Record<ColumnKind, readonly string[]> = {
  text: TEXT,
  choice: ['=', '!=', 'IN (', 'NOT IN (', 'CONTAINS', 'IS NULL', 'IS NOT NULL'],
  multi_select: ['=', '!=', 'IN (', 'CONTAINS', 'IS NULL', 'IS NOT NULL'],
  number: ORDERED,
  money: ORDERED,
  date: ORDERED,
  instant: ORDERED,
  yes_no: ['=', '!=', 'IS NULL', 'IS NOT NULL'],
  existence: ['IS NOT NULL', 'IS NULL'],
};

const DAYS = ['today', 'yesterday', '-7d', '-30d', '-12m'];

/** What can stand at a place: fields, then operators, then values that customers have. */
export function useSuggestions(place: Place | null): readonly Suggestion[] {
  const label = useFieldLabel();
  const name = useValueLabel();
  const fields = useOperation('query.fields', null).data ?? [];
  const field = fields.find(({ field: known, scope }) => known === place?.field && scope === place.scope);
  const listed = place?.expects === 'value' && field !== undefined && field.scope === 'customer' && ['text', 'choice', 'multi_select'].includes(field.kind);
  const matching = (place?.typed ?? '').replace(/^'/, '').replaceAll("''", "'");
  const values = useOperation('customers.values', { field: field?.field ?? '', condition: '', search: '', matching, limit: MOST }, { enabled: listed, keepOld: true });
  if (!place) return [];
  const fits = (text: string) => text.toLowerCase().includes(place.typed.toLowerCase());
  const plain = (words: readonly string[]): Suggestion[] => words.filter(fits).map((word) => ({ insert: `${word} `, label: '', count: null }));
  if (place.expects === 'field') {
    const known = fields.filter(({ scope, filled }) => filled && scope === place.scope).map((each) => ({ insert: `${each.field} `, label: label(each.field), count: null }));
    const found = known.filter((each) => fits(each.insert) || fits(each.label));
    // What begins as is typed comes first.
    return found.toSorted((one, other) => Number(starts(other.insert, place.typed)) - Number(starts(one.insert, place.typed))).slice(0, MOST);
  }
  if (!field || place.expects === 'word') return place.expects === 'word' ? plain(place.words) : [];
  if (place.expects === 'operator') return plain(OPERATORS[field.kind]);
  if (listed)
    return (values.data ?? []).flatMap(({ value, label: told, count }) => {
      if (value === null) return [];
      const named = name({ field: field.field, kind: field.kind, value, label: told });
      return [{ insert: `${quoted(value)} `, label: named === value ? '' : named, count }];
    });
  if (field.kind === 'yes_no') return plain(['TRUE', 'FALSE']);
  return field.kind === 'date' || field.kind === 'instant' ? plain(DAYS) : [];
}

const starts = (text: string, typed: string) => text.toLowerCase().startsWith(typed.toLowerCase());
