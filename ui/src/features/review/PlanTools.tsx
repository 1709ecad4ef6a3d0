import { ActionButton, Menu, MenuItem, MenuTrigger, SearchField, Text } from '@react-spectrum/s2';
import ExportTo from '@react-spectrum/s2/icons/ExportTo';
import { useEffect, useRef, useState } from 'react';
import type { PlanInfo } from '../../bindings/plan';
import { useText } from '../../i18n';
import { PlanOptionsButton } from './PlanOptionsDialog';
import type { PlanActs } from './usePlanActs';
import { filterOf, type ReviewSearch } from './view';

/** The list follows after this rest. */
const REST_MS = 120;

/** Search in the plan, how it is made, and ways to take it elsewhere. */
export function PlanTools({ info, search, onSearch, acts }: { info: PlanInfo; search: ReviewSearch; onSearch: (search: ReviewSearch) => void; acts: PlanActs }) {
  const text = useText();
  const { tab } = search;
  const exports: Record<string, () => void> = {
    csv: () => acts.exportPlan('csv', filterOf({})),
    json: () => acts.exportPlan('json', filterOf({})),
    shown: () => acts.exportPlan('csv', filterOf(search)),
    findings: () => acts.exportPlan('csv', filterOf({ tab: 'with_findings' })),
  };
  return (
    <>
      <PlanSearch q={search.q ?? ''} onSearch={(q) => onSearch({ ...(tab ? { tab } : {}), ...(q ? { q } : {}) })} />
      <PlanOptionsButton info={info} acts={acts} />
      <MenuTrigger>
        <ActionButton isQuiet>
          <ExportTo />
          <Text>{text('review.export')}</Text>
        </ActionButton>
        <Menu onAction={(key) => exports[String(key)]?.()} disabledKeys={info.tabs.with_findings === 0 ? ['findings'] : []}>
          <MenuItem id="csv">{text('review.export_csv')}</MenuItem>
          <MenuItem id="json">{text('review.export_json')}</MenuItem>
          <MenuItem id="shown">{text('review.export_shown')}</MenuItem>
          <MenuItem id="findings">{text('review.export_findings')}</MenuItem>
        </Menu>
      </MenuTrigger>
    </>
  );
}

function PlanSearch({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const text = useText();
  const [typed, setTyped] = useState(q);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const type = (value: string) => {
    setTyped(value);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => onSearch(value.trim()), REST_MS);
  };
  return (
    <div className="plan-search">
      <SearchField id="plan-search" aria-label={text('review.search')} placeholder={text('review.search')} value={typed} onChange={type} />
    </div>
  );
}
