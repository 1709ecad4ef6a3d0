import type { ReactNode } from 'react';

/** A column as the grid draws it. */
export interface GridColumn {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  /** Numbers and dates stand at the end. */
  readonly end?: boolean;
  readonly sortable?: boolean;
}

/** How a grid is sorted. */
export interface GridSort {
  readonly key: string;
  readonly descending: boolean;
}

/** What a grid shows. `R` is its row. */
export interface GridProps<R> {
  label: string;
  columns: readonly GridColumn[];
  total: number;
  rowHeight: number;
  /** The row at an index; undefined while it is on its way. */
  rowAt: (index: number) => R | undefined;
  cell: (row: R, column: number) => ReactNode;
  /** Which rows are needed now. */
  onRange: (first: number, last: number) => void;
  sort?: GridSort | null;
  onSort?: (sort: GridSort | null) => void;
  onOpen?: (row: R) => void;
  /** Space on a row. */
  onPeek?: (row: R) => void;
  /** Each move; the row may still be on its way. */
  onCursor?: (row: R | undefined) => void;
  /** Esc on the grid. */
  onEscape?: () => void;
  /** Whether single letters act. */
  singleKeys: boolean;
}

/** What a press on a column's header does: largest last, largest first, as entered. */
export function nextSort(sort: GridSort | null | undefined, key: string): GridSort | null {
  if (sort?.key !== key) return { key, descending: false };
  return sort.descending ? null : { key, descending: true };
}
