const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex="0"]';

/** Moves the focus to the next region of the window (F6), or the previous one. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.offsetParent !== null);
  if (regions.length === 0) return;
  const inside = regions.findLastIndex((region) => region.contains(document.activeElement));
  const start = inside === -1 && step === -1 ? 0 : inside;
  const next = regions[(start + step + regions.length) % regions.length];
  // The innermost of nested regions comes later in the document and owns its own stop.
  const stop = next?.matches('[tabindex="-1"]') ? next : next?.querySelector<HTMLElement>(FOCUSABLE);
  (stop ?? next)?.focus();
}
