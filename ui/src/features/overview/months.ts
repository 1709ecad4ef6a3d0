import type { Bar } from '../../bindings/overview';

/** A month of a chart; one without records has no bar. */
export interface Month {
  /** `2025-06`. */
  readonly month: string;
  readonly bar: Bar | null;
}

const next = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`;
};

/** The last months up to the newest with records, those without records between them too. */
export function lastMonths(bars: readonly Bar[], most: number): Month[] {
  const known = new Map(bars.flatMap((bar) => (bar.value === null ? [] : [[bar.value, bar] as const])));
  const sorted = [...known.keys()].toSorted();
  const last = sorted.at(-1) ?? '';
  const months: Month[] = [];
  for (let month = sorted[0] ?? '~'; month <= last; month = next(month)) {
    months.push({ month, bar: known.get(month) ?? null });
    if (months.length > most) months.shift();
  }
  return months;
}

/** The top of an axis from 0 with four steps of a round number, at or above a value. */
export function axisTop(largest: number): number {
  const step = Math.max(1, largest / 4);
  const power = 10 ** Math.floor(Math.log10(step));
  const round = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= step && Number.isInteger(factor * power)) ?? 10;
  return round * power * 4;
}
