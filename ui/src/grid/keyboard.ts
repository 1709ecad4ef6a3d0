/** The row of the header. */
export const HEADER_ROW = -1;

/** A cell: row and column, 0-based. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a cell; null for keys that do not move. `top` is the highest row that Up reaches. ui.md 5. */
export function moveBy(key: string, ctrl: boolean, from: Place, rows: number, columns: number, page: number, top = 0): Place | null {
  const lastRow = Math.max(0, rows - 1);
  const lastColumn = Math.max(0, columns - 1);
  const row = (to: number) => ({ ...from, row: Math.max(0, Math.min(lastRow, to)) });
  const column = (to: number) => ({ ...from, column: Math.max(0, Math.min(lastColumn, to)) });
  switch (key) {
    case 'ArrowDown':
      return row(from.row + 1);
    case 'ArrowUp':
      return { ...from, row: Math.max(top, from.row - 1) };
    case 'ArrowRight':
      return column(from.column + 1);
    case 'ArrowLeft':
      return column(from.column - 1);
    case 'PageDown':
      return row(from.row + page);
    case 'PageUp':
      return row(from.row - page);
    case 'Home':
      return ctrl ? row(0) : column(0);
    case 'End':
      return ctrl ? row(lastRow) : column(lastColumn);
    default:
      return null;
  }
}
