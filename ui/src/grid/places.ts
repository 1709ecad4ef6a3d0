import type { Place } from './keyboard';

/** Where a grid was left: its cursor, and how far it was scrolled. */
export interface Left extends Place {
  readonly top: number;
  readonly start: number;
}

/** As many states of lists as are worth coming back to. */
const KEPT = 50;

const places = new Map<string, Left>();

/** Remembers where a grid was left, by what it showed. */
export function leave(shown: string, left: Left): void {
  places.delete(shown);
  places.set(shown, left);
  const [oldest] = places.keys();
  if (places.size > KEPT && oldest !== undefined) places.delete(oldest);
}

/** Forgets all of it. */
export const forgetPlaces = (): void => places.clear();

/** Where a grid that showed the same was left. */
export const placeLeft = (shown: string | undefined): Left | undefined => (shown === undefined ? undefined : places.get(shown));
