import type { ColumnInfo, RowsRequest, ViewRequest } from '../src/bindings/customer';
import { type FakePlatform, workspace } from './fake';

const COLUMNS: ColumnInfo[] = [
  { field: 'name', attribute: null, kind: 'text', filled: true, shown: true },
  { field: 'email', attribute: null, kind: 'text', filled: true, shown: true },
  { field: 'dob', attribute: null, kind: 'date', filled: false, shown: true },
];

const PEOPLE = Array.from({ length: 40 }, (_, index) => ({ id: index + 1, name: `Customer ${String(index + 1).padStart(2, '0')}`, vip: index % 2 === 0 }));

const matching = ({ condition, search }: ViewRequest) => PEOPLE.filter(({ name, vip }) => (condition === '' || vip) && name.includes(search));

/** A host that holds forty customers, half of whom a condition leaves. */
export function holdCustomers(fake: FakePlatform): void {
  fake.answers['workspace.current'] = () => ({ ...workspace, customers: PEOPLE.length });
  fake.answers['settings.list'] = () => ({ websites: [], groups: [], attributes: [] });
  fake.answers['customers.columns'] = () => COLUMNS;
  fake.answers['customers.view'] = (view: ViewRequest) => ({ total: matching(view).length, of: PEOPLE.length, costly: null });
  fake.answers['customers.rows'] = ({ view, offset, limit, columns }: RowsRequest) => {
    const rows = view.sort[0]?.descending ? matching(view).toReversed() : matching(view);
    return { total: rows.length, offset, rows: rows.slice(offset, offset + limit).map(({ id, name }) => ({ id, cells: columns.map((field) => (field === 'name' ? name : `c${id}@example.com`)), website: 1, states: [] })) };
  };
  fake.answers['query.check'] = ({ text }: { text: string }) => ({ tree: null, parts: [{ text, leaf: null }], problems: [] });
  fake.answers['export.columns'] = () => [
    { code: 'email', always: true, filled: true },
    { code: 'dob', always: false, filled: true },
    { code: 'taxvat', always: false, filled: true },
  ];
  fake.jobs['export.write'] = ({ path, only, except }: { path: string; only: number[] | null; except: number[] }) => [
    { event: 'finished', result: { path, rows: only?.length ?? 40 - except.length, bytes: 2048, notes: [{ code: 'store_unknown', count: 3 }] } },
  ];
}
