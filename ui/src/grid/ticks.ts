import type { GridTicks } from './types';

/** How the rows of a list are ticked, those aside that cannot be. */
export type TickState = 'all' | 'some' | 'none';

/** What the tick in the header shows for the rows in sight. */
export function tickState<R>(rows: readonly R[], isTicked: GridTicks<R>['isTicked']): TickState {
  const ticks = rows.map(isTicked).filter((tick) => tick !== null);
  const ticked = ticks.filter(Boolean).length;
  if (ticked === 0) return 'none';
  return ticked === ticks.length ? 'all' : 'some';
}

/** What Shift and an arrow do: rows away from where it began are ticked, rows left on the way back lose their tick. */
export function extension(anchor: number, from: number, to: number): { rows: number[]; ticked: boolean } {
  const back = Math.abs(to - anchor) < Math.abs(from - anchor);
  return back ? { rows: [from], ticked: false } : { rows: [from, to], ticked: true };
}
