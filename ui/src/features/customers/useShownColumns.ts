import { useMemo } from 'react';
import type { ColumnInfo } from '../../bindings/customer';
import { usePreference } from '../../lib/preferences';

/** The columns of the grid: those chosen, else the filled ones shown by default. The name comes first. */
export function useShownColumns(all: readonly ColumnInfo[] | undefined): ColumnInfo[] {
  const [chosen] = usePreference<string[] | null>('customers.columns', null);
  return useMemo(() => {
    const columns = all ?? [];
    const shown = chosen ? columns.filter(({ field }) => chosen.includes(field)) : columns.filter((column) => column.shown && column.filled);
    const name = columns.filter(({ field }) => field === 'name');
    return [...name, ...shown.filter(({ field }) => field !== 'name')];
  }, [all, chosen]);
}
