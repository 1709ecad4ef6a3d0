import type { Counts } from '../src/bindings/import';
import type { PlanFilter, PlanInfo, PlanRow } from '../src/bindings/plan';
import type { FakePlatform } from './fake';
import { workspace } from './fake';

const NONE: Counts = { created: 0, changed: 0, unchanged: 0, refused: 0, missing: 0 };

const row = (index: number, over: Partial<PlanRow>): PlanRow => ({
  index, change: 'changed', subject: 'customer', name: `Customer ${index}`, email: `c${index}@example.com`, website: 1, file: 'customer.csv', line: index + 2,
  findings: 0, first_finding: null, fields: [{ of: 'customer', field: 'lastname', kind: 'text', before: 'Roux', after: 'Le Roux' }], more: 0, addresses: 0, included: true, ...over,
});

const NO_TABS = { all: 0, created: 0, changed: 0, unchanged: 0, deleted: 0, refused: 0, missing: 0, with_findings: 0 };
const TICKABLE: ReadonlySet<string> = new Set(['created', 'changed', 'deleted']);

const refusal = { code: 'invalidEmail', severity: 'error', column: 'email', value: 'anna@' };

/** A plan of five rows: changed, created, refused, missing, changed with a finding. */
function planRows(): PlanRow[] {
  return [
    row(0, { name: 'Anna Roux' }),
    row(1, { change: 'created', name: 'Søren Kjærgaard', addresses: 2, fields: [{ of: 'customer', field: 'group_id', kind: 'choice', before: null, after: 'Wholesale' }] }),
    row(2, { change: 'refused', name: 'Thomas Weber', findings: 1, first_finding: refusal, included: false, fields: [] }),
    row(3, { change: 'missing', name: 'Guillaume Roux', file: null, line: null, included: false, fields: [] }),
    row(4, { name: '佐藤 翔太', findings: 1, first_finding: { ...refusal, severity: 'warning', code: 'postcodeShape' } }),
  ];
}

const passes = ({ change, findings, search }: PlanFilter) => (each: PlanRow) =>
  (change === null || each.change === change) && (!findings || each.findings > 0) && each.name.toLowerCase().includes(search.toLowerCase());

/** A host that holds a plan, and does with it what is asked. */
export function holdPlan(fake: FakePlatform, over: Partial<PlanInfo> = {}): { rows: PlanRow[] } {
  const held = { rows: planRows(), there: true, stale: over.stale ?? false };
  const ticked = (kind?: string) => held.rows.filter(({ included, change }) => included && (kind === undefined || change === kind));
  const info = (): PlanInfo | null =>
    held.there
      ? {
          sources: [{ name: 'customer.csv', kind: 'customers', rows: 5, refused: 1, sha256: 'ab', dialect: 'UTF-8, comma' }],
          plan: { created: 1, changed: 2, unchanged: 0, refused: 1, missing: 1, addresses: NONE, subscriptions: NONE, orders: NONE, balances: NONE, deleted: 0, partnerless: 0, new_websites: [], new_store_views: [], new_groups: [], new_attributes: [] },
          tabs: { all: 5, created: 1, changed: 2, unchanged: 0, deleted: 0, refused: 1, missing: 1, with_findings: 2 },
          ticked: { ...NO_TABS, all: ticked().length, created: ticked('created').length, changed: ticked('changed').length },
          kinds: [], findings: 2, behavior: 'add_update', has_actions: false, delete_missing: false,
          included: held.rows.filter(({ included }) => included).length, left_out: 3 - held.rows.filter(({ included }) => included).length,
          not_read: ['password_hash'], names: [], ...over, stale: held.stale,
        }
      : null;
  fake.answers['workspace.current'] = () => workspace;
  fake.answers['settings.list'] = () => ({ websites: [], groups: [], attributes: [] });
  fake.answers['plan.get'] = info;
  fake.answers['plan.rows'] = ({ filter, offset, limit }: { filter: PlanFilter; offset: number; limit: number }) => {
    const rows = held.rows.filter(passes(filter));
    return { total: rows.length, tickable: rows.filter(({ change }) => TICKABLE.has(change)).length, ticked: rows.filter(({ included }) => included).length, rows: rows.slice(offset, offset + limit) };
  };
  fake.answers['plan.row'] = ({ index }: { index: number }) => ({
    row: held.rows[index], customer: null, entity_id: null, findings: [],
    records: [{ subject: 'customer', change: 'changed', label: '', file: null, line: null, changed: held.rows[index]?.fields, unchanged: [] }],
  });
  fake.answers['plan.leave_out'] = ({ indexes, filter, out }: { indexes: number[]; filter: PlanFilter | null; out: boolean }) => {
    const meant = filter ? held.rows.filter(passes(filter)).map(({ index }) => index) : indexes;
    held.rows = held.rows.map((each) => (meant.includes(each.index) && TICKABLE.has(each.change) ? { ...each, included: !out } : each));
    return info();
  };
  fake.answers['plan.drop'] = () => {
    held.there = false;
    return null;
  };
  fake.jobs['plan.apply'] = () => {
    held.there = false;
    return [{ event: 'finished', result: { workspace, plan: { ...info()?.plan, created: 1, changed: 2, deleted: 0, unchanged: 0, refused: 1, missing: 1, new_websites: [], addresses: NONE, subscriptions: NONE, orders: NONE, balances: NONE }, findings: 0, kinds: [], sources: [], change_set: 7, elapsed_ms: 5 } }];
  };
  fake.jobs['plan.change'] = () => {
    held.stale = false;
    return [{ event: 'finished', result: { outcome: 'planned', plan: info() } }];
  };
  return held;
}
