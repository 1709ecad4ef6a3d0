import type { Change, PlanFilter, PlanTabs } from '../../bindings/plan';
import type { MarkKind } from '../../ui/Mark';

/** A part of the plan's rows. */
export type Tab = keyof PlanTabs;

/** The tabs in their order, with the mark that each wears. */
export const TABS: readonly { tab: Tab; mark: MarkKind | null }[] = [
  { tab: 'all', mark: null },
  { tab: 'created', mark: 'created' },
  { tab: 'changed', mark: 'changed' },
  { tab: 'unchanged', mark: 'unchanged' },
  { tab: 'deleted', mark: 'deleted' },
  { tab: 'refused', mark: 'refused' },
  { tab: 'missing', mark: 'missing' },
  { tab: 'with_findings', mark: 'warning' },
];

/** The page's state as its address carries it. */
export interface ReviewSearch {
  tab?: Tab;
  q?: string;
}

const isTab = (text: unknown): text is Tab => TABS.some(({ tab }) => tab === text);

/** Reads an address; what is not understood is left out. */
export function parseReview({ tab, q }: Record<string, unknown>): ReviewSearch {
  const search: ReviewSearch = {};
  if (isTab(tab) && tab !== 'all') search.tab = tab;
  // An address parser may have made a number of digits.
  if (typeof q === 'number' || (typeof q === 'string' && q !== '')) search.q = String(q);
  return search;
}

/** The rows that a tab and a search hold. */
export function filterOf({ tab = 'all', q = '' }: ReviewSearch): PlanFilter {
  const change = tab === 'all' || tab === 'with_findings' ? null : (tab satisfies Change);
  return { change, findings: tab === 'with_findings', search: q };
}

/** Whether a row changes anything, so that it can be left out. */
export const canBeLeftOut = (change: Change): boolean => change === 'created' || change === 'changed' || change === 'deleted';
