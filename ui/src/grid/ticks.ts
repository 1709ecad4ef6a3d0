import type { GridTicks } from './types';

/** How the rows of a list are ticked, those aside that cannot be. */
export type TickState = 'all' | 'some' | 'none';

/** What the tick in the header shows where so many of so many rows are ticked; null where none can be. */
export function stateOf(ticked: number, of: number): TickState | null {
  if (of === 0) return null;
  if (ticked === 0) return 'none';
  return ticked === of ? 'all' : 'some';
}

/** What the tick in the header shows for the rows in sight. */
export function tickState<R>(rows: readonly R[], isTicked: GridTicks<R>['isTicked']): TickState {
  const ticks = rows.map(isTicked).filter((tick) => tick !== null);
  return stateOf(ticks.filter(Boolean).length, ticks.length) ?? 'none';
}

/** What Shift and an arrow do: rows away from where it began are ticked, rows left on the way back lose their tick. */
export function extension(anchor: number, from: number, to: number): { rows: number[]; ticked: boolean } {
  const back = Math.abs(to - anchor) < Math.abs(from - anchor);
  return back ? { rows: [from], ticked: false } : { rows: [from, to], ticked: true };
}
