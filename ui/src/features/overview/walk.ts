import type { KeyboardEvent } from 'react';

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Moves the focus among the bars of a chart, which are one tab stop together. */
export function walk(event: KeyboardEvent<HTMLElement>): void {
  const bars = [...(event.currentTarget.closest('[data-bars]')?.querySelectorAll<HTMLElement>('[data-bar]') ?? [])];
  const at = bars.indexOf(event.currentTarget);
  const step = STEPS[event.key];
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? bars.length - 1 : step === undefined ? -1 : at + step;
  const bar = bars[to];
  if (!bar) return;
  event.preventDefault();
  for (const each of bars) each.tabIndex = -1;
  bar.tabIndex = 0;
  bar.focus();
}
