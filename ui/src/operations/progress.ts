import type { Progress } from '../bindings/job';

/** Rate and time left are told only after this. */
const SETTLED_MS = 5000;

/** What a job's progress comes to. */
export interface Pace {
  /** 0 to 1; null while the total is unknown. */
  share: number | null;
  /** Rows in a second. */
  rate: number | null;
  /** Seconds left. */
  left: number | null;
}

/** Share, rate and time left; the last two once they have settled. */
export function paceOf(progress: Progress | null): Pace {
  if (!progress) return { share: null, rate: null, left: null };
  const { done, total, rows, elapsed_ms: elapsed } = progress;
  const share = total && total > 0 ? Math.min(1, done / total) : null;
  if (elapsed < SETTLED_MS) return { share, rate: null, left: null };
  const rate = rows > 0 ? Math.round((rows * 1000) / elapsed) : null;
  const left = share ? Math.ceil((elapsed / share - elapsed) / 1000) : null;
  return { share, rate, left };
}

/** The quarter a job is in, for screen readers: they hear each one once. */
export const quarterOf = (share: number | null): number => Math.floor((share ?? 0) * 4) * 25;
