import type { ReactNode, Ref } from 'react';
import type { TickState } from './ticks';

/** A column as the grid draws it. */
export interface GridColumn {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  /** Numbers and dates stand at the end. */
  readonly end?: boolean;
  readonly sortable?: boolean;
  /** Names the row; the first column, where none does. */
  readonly names?: boolean;
  /** Stays in sight; pinned columns come first. */
  readonly pinned?: boolean;
}

/** One key of how a grid is sorted. */
export interface GridSort {
  readonly key: string;
  readonly descending: boolean;
}

/** What a person may do with columns. */
export interface GridLayout {
  onResize: (key: string, width: number) => void;
  /** Puts a column where another one stands. */
  onMove: (key: string, to: string) => void;
  /** The menu of a column's header. */
  menu: (key: string, fit: () => void) => ReactNode;
}

/** Rows that can be ticked. `R` is a row. */
export interface GridTicks<R> {
  /** What a tick means for a row, for screen readers. */
  label: string;
  /** The same of the tick in the header, with how many of how many rows are ticked. */
  allLabel: string;
  /** How the rows stand that the tick in the header is about; those in sight when absent. Null where none can be ticked. */
  state?: TickState | null;
  /** Whether a row is ticked; null where it cannot be. */
  isTicked: (row: R) => boolean | null;
  onTick: (rows: readonly R[], ticked: boolean) => void;
  /** The tick in the header, or Ctrl A. */
  onAll: (inSight: readonly R[], ticked: boolean) => void;
  /** Ctrl A once all rows in sight are ticked; they lose their ticks when absent. */
  onAllAgain?: () => void;
  /** A press with Shift, from the row of the last one. */
  onRange?: (first: number, last: number) => void;
  /** Ticked rows are drawn as selected. */
  selects?: boolean;
}

/** What can be asked of a grid from beside it. */
export interface GridGrip {
  /** Puts the cursor on a row and shows it. */
  goTo: (row: number) => void;
}

/** Narrowest and widest column, in pixels (ui.md 5). */
const NARROWEST = 40;
const WIDEST = 800;

/** A width within its bounds. */
export const widthWithin = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

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
  /** The first key first. */
  sort?: readonly GridSort[];
  onSort?: (sort: GridSort[]) => void;
  layout?: GridLayout;
  ticks?: GridTicks<R> | undefined;
  grip?: Ref<GridGrip>;
  /** What is shown: a grid that shows it again has its cursor and scrolling back. */
  shown?: string;
  /** Ctrl C, with headers by Shift; the cell under the cursor is copied as it reads when absent. */
  onCopy?: (row: R, column: number, withHeaders: boolean) => void;
  /** Ctrl Enter. */
  onOpenApart?: (row: R) => void;
  onOpen?: (row: R) => void;
  /** Space on a row. */
  onPeek?: (row: R) => void;
  /** Each move; the row may still be on its way. */
  onCursor?: (row: R | undefined, index: number) => void;
  /** First and last row that show, 0-based. */
  onSight?: (first: number, last: number) => void;
  /** Esc on the grid. */
  onEscape?: () => void;
  /** Whether single letters act. */
  singleKeys: boolean;
}

/**
 * What a press on a column's header does: smallest first, largest first, as entered. Pressed as a further key, the
 * column sorts where those before it are equal.
 */
export function nextSort(sort: readonly GridSort[], key: string, further = false): GridSort[] {
  const known = sort.find((each) => each.key === key);
  if (!further && (!known || sort.length > 1)) return [{ key, descending: false }];
  if (!known) return [...sort, { key, descending: false }];
  return sort.flatMap((each) => (each !== known ? [each] : known.descending ? [] : [{ key, descending: true }]));
}
