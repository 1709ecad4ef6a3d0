import { useMemo } from 'react';
import type { ColumnInfo } from '../../bindings/customer';
import { useCurrentView } from '../views/useLayout';
import { arranged, defaultFields, movedTo } from './arrange';

/** Pins beside the name (ui.md 5). */
const MOST_PINS = 3;

/** The columns of the view shown, as arranged, else the filled ones shown by default. The name comes first, then what is pinned. */
export function useShownColumns(all: readonly ColumnInfo[] | undefined): ColumnInfo[] {
  const { columns, pins } = useCurrentView().layout;
  return useMemo(() => arranged(all ?? [], columns ?? defaultFields(all ?? []), pins), [all, columns, pins]);
}

/** What a person did to the columns, and how to do more. */
export function useColumnLayout(shown: readonly ColumnInfo[]) {
  const { layout, setLayout } = useCurrentView();
  const { pins, widths } = layout;
  const fields = shown.map(({ field }) => field);
  const isPinned = (field: string) => field === 'name' || pins.includes(field);
  return {
    widths,
    isPinned,
    canPin: pins.length < MOST_PINS,
    resize: (field: string, width: number) => setLayout({ ...layout, widths: { ...widths, [field]: width } }),
    move: (field: string, to: string) => {
      if (field !== 'name' && to !== 'name' && isPinned(field) === isPinned(to)) setLayout({ ...layout, columns: movedTo(fields, field, to), pins: movedTo(pins, field, to) });
    },
    pin: (field: string) => setLayout({ ...layout, pins: pins.includes(field) ? pins.filter((each) => each !== field) : [...pins, field] }),
    hide: (field: string) => setLayout({ ...layout, columns: fields.filter((each) => each !== field) }),
  };
}

/** How a person arranged the columns. */
export type ColumnLayout = ReturnType<typeof useColumnLayout>;
