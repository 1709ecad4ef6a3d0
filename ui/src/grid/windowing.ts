/** The tallest spacer: WebKit clamps an element's height at 33,554,428 px. */
export const TALLEST = 33_000_000;

/** What a grid's scrolling is measured by, in pixels and rows. */
export interface Frame {
  readonly total: number;
  readonly rowHeight: number;
  /** Height of the part in which rows show. */
  readonly viewport: number;
}

/** Height that all rows would have. */
const full = ({ total, rowHeight }: Frame) => total * rowHeight;

/** Height of what is scrolled. */
export const spacerHeight = (frame: Frame): number => Math.min(full(frame), TALLEST);

/** Rows that one pixel of scrolling passes, in row heights: 1 while the spacer holds all rows. */
function scale(frame: Frame): number {
  const scrolled = spacerHeight(frame) - frame.viewport;
  return scrolled > 0 ? (full(frame) - frame.viewport) / scrolled : 1;
}

/** How far down the rows the top edge is, in pixels of rows. */
const topOf = (frame: Frame, scrollTop: number): number => scrollTop * scale(frame);

/** First row that shows, and one past the last, with some beyond for the next step. */
export function visibleRows(frame: Frame, scrollTop: number, beyond = 4): [number, number] {
  const top = topOf(frame, scrollTop);
  const first = Math.floor(top / frame.rowHeight) - beyond;
  const last = Math.ceil((top + frame.viewport) / frame.rowHeight) + beyond;
  return [Math.max(0, Math.min(first, frame.total)), Math.min(frame.total, last)];
}

/** Where a row is drawn within what is scrolled. */
export const placeOf = (frame: Frame, scrollTop: number, row: number): number =>
  scrollTop + row * frame.rowHeight - topOf(frame, scrollTop);

/** How far to scroll so that a row shows whole; unchanged where it does. */
export function scrollTo(frame: Frame, scrollTop: number, row: number): number {
  const top = topOf(frame, scrollTop);
  const start = row * frame.rowHeight;
  const end = start + frame.rowHeight;
  if (start < top) return start / scale(frame);
  return end > top + frame.viewport ? Math.max(0, (end - frame.viewport) / scale(frame)) : scrollTop;
}

/** Offsets of the pages that hold rows `first` to `last`. */
export function pagesOf(first: number, last: number, size: number): number[] {
  const start = Math.floor(first / size);
  const end = Math.max(start + 1, Math.ceil(last / size));
  return Array.from({ length: end - start }, (_, index) => (start + index) * size);
}
