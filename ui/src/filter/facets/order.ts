import type { ColumnKind, FacetValue } from '../../bindings/customer';

/** Months follow each other, the newest first; other values stay by their counts. No value comes last among months. */
export const inOrder = (kind: ColumnKind, values: readonly FacetValue[]): readonly FacetValue[] =>
  kind === 'instant' ? values.toSorted((one, other) => (other.value ?? '').localeCompare(one.value ?? '')) : values;
