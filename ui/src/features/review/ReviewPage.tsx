import { Button, InlineAlert, Heading, Content } from '@react-spectrum/s2';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { type Command, usePageCommands } from '../../app/commands';
import { showFailure } from '../../app/failures';
import { useActs } from '../../app/useActs';
import type { PlanInfo, PlanRow, PlanRows } from '../../bindings/plan';
import type { GridGrip } from '../../grid/types';
import { PAGE, usePages } from '../../grid/usePages';
import { useText } from '../../i18n';
import { operation, useOperation } from '../../operations';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import { Split } from '../../ui/Split';
import { ApplyBar } from './ApplyBar';
import { neighbourOf, placeOf, planRows } from './places';
import { planJob } from './planJobs';
import { PlanGrid } from './PlanGrid';
import { PlanNotes } from './PlanNotes';
import { PlanTabs } from './PlanTabs';
import { PlanTools } from './PlanTools';
import './Review.css';
import { RowPanel } from './RowPanel';
import { type PlanActs, usePlanActs } from './usePlanActs';
import { filterOf, type ReviewSearch } from './view';

const rowsOf = (page: PlanRows) => page.rows;

/** What an import would change, row by row, before it does. */
export function ReviewPage() {
  const text = useText();
  const plan = useOperation('plan.get', null);
  const navigate = useNavigate();
  const search = useSearch({ from: '/imports/review' });
  const planActs = usePlanActs();
  const change = (next: ReviewSearch) => void navigate({ to: '/imports/review', search: next, replace: true });
  const info = plan.data ?? null;
  return (
    <Page
      trail={<Link to="/imports">{text('nav.imports')}</Link>}
      title={text('review.title')}
      aside={info && <span className="soft clip">{info.sources.map(({ name }) => name).join(', ')}</span>}
      actions={info && <PlanTools info={info} search={search} onSearch={change} acts={planActs} />}
    >
      <QueryView query={plan}>{(data) => (data ? <Review info={data} search={search} acts={planActs} /> : <NoPlan />)}</QueryView>
    </Page>
  );
}

function NoPlan() {
  const text = useText();
  const acts = useActs();
  // It has just been applied: the page with what came of it follows.
  if (planJob.use()) return null;
  return (
    <Empty title={text('failure.no_plan.title')} text={text('review.none_text')}>
      <Button variant="accent" onPress={acts.chooseFiles}>
        {text('act.open')}
      </Button>
    </Empty>
  );
}

function Review({ info, search, acts }: { info: PlanInfo; search: ReviewSearch; acts: PlanActs }) {
  const text = useText();
  const filter = filterOf(search);
  const grip = useRef<GridGrip>(null);
  // Each tab begins at its first row, as its list does.
  const [cursor, setCursor] = useState({ tab: search.tab, at: 0 });
  const at = cursor.tab === search.tab ? cursor.at : 0;
  const first = useOperation('plan.rows', { filter, offset: 0, limit: PAGE }, { keepOld: true });
  const { rowAt, onRange } = usePages<PlanRows, PlanRow>((offset) => operation('plan.rows', { filter, offset, limit: PAGE }) as never, rowsOf);
  const total = first.data?.total ?? 0;
  const here = rowAt(Math.min(at, Math.max(0, total - 1)));
  usePlanCommands(info, search, acts, grip, here);
  return (
    <>
      <PlanTabs info={info} search={search} />
      {info.stale && <Stale info={info} acts={acts} />}
      <PlanNotes info={info} />
      <Split panel={<RowPanel row={here ?? null} info={info} />}>
        <QueryView query={first}>
          {({ tickable, ticked }) =>
            total === 0 ? (
              <Empty title={text('review.no_rows')} text={text(search.q ? 'review.no_rows_search' : 'review.no_rows_tab')} />
            ) : (
              <PlanGrid key={search.tab ?? 'all'} info={info} filter={filter} total={total} tickable={tickable} ticked={ticked} rowAt={rowAt} onRange={onRange} grip={grip} acts={acts} onCursor={(row) => setCursor({ tab: search.tab, at: row })} />
            )
          }
        </QueryView>
      </Split>
      <ApplyBar info={info} acts={acts} />
    </>
  );
}

function Stale({ info, acts }: { info: PlanInfo; acts: PlanActs }) {
  const text = useText();
  const busy = planJob.use() !== null;
  return (
    <div className="review-stale">
      <InlineAlert variant="notice">
        <Heading level={2}>{text('failure.plan_stale.title')}</Heading>
        <Content>
          <p>
            {text('review.stale_text')} {info.left_out > 0 && text('review.left_out_again', { count: info.left_out })}
          </p>
          <Button variant="secondary" isDisabled={busy} onPress={() => acts.change({ behavior: null, delete_missing: null })}>
            {text('review.make_again')}
          </Button>
        </Content>
      </InlineAlert>
    </div>
  );
}

/** Moves the cursor to the next row with findings, or the one before. */
async function goToFinding(search: ReviewSearch, from: number, step: 1 | -1, grip: GridGrip | null) {
  const filter = filterOf(search);
  const index = await neighbourOf(await planRows({ ...filter, findings: true }), from, step);
  if (index !== null) grip?.goTo(await placeOf(await planRows(filter), index));
}

function usePlanCommands(info: PlanInfo, search: ReviewSearch, acts: PlanActs, grip: { current: GridGrip | null }, here: PlanRow | undefined) {
  const busy = planJob.use() !== null;
  const index = here?.index ?? 0;
  usePageCommands(
    useMemo<Command[]>(() => {
      const go = (step: 1 | -1) => () => void goToFinding(search, index, step, grip.current).catch(showFailure);
      const canApply = !busy && !info.stale && info.included > 0;
      return [
        { id: 'page.search', title: 'review.search', section: 'page', keys: '/', run: () => document.getElementById('plan-search')?.focus() },
        { id: 'page.apply', title: 'review.apply_plan', section: 'page', keys: 'Mod+Enter', enabled: canApply, run: acts.apply },
        { id: 'page.drop', title: 'review.drop', section: 'page', enabled: !busy, run: acts.drop },
        { id: 'page.next_finding', title: 'review.next_finding', section: 'page', keys: 'F8', enabled: info.tabs.with_findings > 0, run: go(1) },
        { id: 'page.previous_finding', title: 'review.previous_finding', section: 'page', keys: 'Shift+F8', enabled: info.tabs.with_findings > 0, run: go(-1) },
      ];
    }, [info, search, acts, grip, index, busy]),
  );
}
