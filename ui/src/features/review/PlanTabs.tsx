import { Link } from '@tanstack/react-router';
import type { PlanInfo } from '../../bindings/plan';
import { useText } from '../../i18n';
import { Mark } from '../../ui/Mark';
import { type ReviewSearch, type Tab, TABS } from './view';

/** A tab is chosen only where the whole address is its own. */
const EXACT = { exact: true, includeSearch: true };

/** Tabs all of whose rows can be left out. */
const TICKABLE: ReadonlySet<Tab> = new Set(['created', 'changed', 'deleted']);

/** The rows by what happens to them; a kind without rows has no tab. */
export function PlanTabs({ info, search }: { info: PlanInfo; search: ReviewSearch }) {
  const text = useText();
  const shown = TABS.filter(({ tab }) => tab === 'all' || tab === (search.tab ?? 'all') || info.tabs[tab] > 0);
  const q = search.q ? { q: search.q } : {};
  const count = (tab: Tab) => {
    const [number, ticked] = [info.tabs[tab], info.ticked[tab]];
    return TICKABLE.has(tab) && ticked < number ? text('review.tab_ticked', { ticked, number }) : text('number', { number });
  };
  return (
    <nav className="plan-tabs" data-region="facets" aria-label={text('review.tabs')}>
      {shown.map(({ tab, mark }) => (
        <Link key={tab} to="/imports/review" search={tab === 'all' ? q : { tab, ...q }} activeOptions={EXACT} replace>
          {mark && <Mark kind={mark} />}
          <span>{text(`review.tab.${tab}`)}</span>
          <span className="plan-tab-count">{count(tab)}</span>
        </Link>
      ))}
    </nav>
  );
}
