import { useMemo } from 'react';
import type { ColumnInfo } from '../../bindings/customer';
import { usePreference } from '../../lib/preferences';
import { arranged, defaultFields, movedTo } from './arrange';

/** Pins beside the name (ui.md 5). */
const MOST_PINS = 3;

/** The columns of the grid as chosen, else the filled ones shown by default. The name comes first, then what is pinned. */
export function useShownColumns(all: readonly ColumnInfo[] | undefined): ColumnInfo[] {
  const [chosen] = usePreference<string[] | null>('customers.columns', null);
  const [pins] = usePreference<string[]>('customers.pins', NONE);
  return useMemo(() => arranged(all ?? [], chosen ?? defaultFields(all ?? []), pins), [all, chosen, pins]);
}

/** What a person did to the columns, and how to do more. */
export function useColumnLayout(shown: readonly ColumnInfo[]) {
  const [, choose] = usePreference<string[] | null>('customers.columns', null);
  const [pins, setPins] = usePreference<string[]>('customers.pins', NONE);
  const [widths, setWidths] = usePreference<Record<string, number>>('customers.widths', NO_WIDTHS);
  const fields = shown.map(({ field }) => field);
  const isPinned = (field: string) => field === 'name' || pins.includes(field);
  return {
    widths,
    isPinned,
    canPin: pins.length < MOST_PINS,
    resize: (field: string, width: number) => setWidths({ ...widths, [field]: width }),
    move: (field: string, to: string) => {
      if (field !== 'name' && to !== 'name' && isPinned(field) === isPinned(to)) {
        choose(movedTo(fields, field, to));
        setPins(movedTo(pins, field, to));
      }
    },
    pin: (field: string) => setPins(pins.includes(field) ? pins.filter((each) => each !== field) : [...pins, field]),
    hide: (field: string) => choose(fields.filter((each) => each !== field)),
  };
}

/** How a person arranged the columns. */
export type ColumnLayout = ReturnType<typeof useColumnLayout>;

const NONE: string[] = [];
const NO_WIDTHS: Record<string, number> = {};
