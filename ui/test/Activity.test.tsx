import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { ChangeRecord, ChangeSet } from '../src/bindings/history';
import { type FakePlatform, workspace } from './fake';
import { fresh, show } from './show';

let fake: FakePlatform;

const change = (over: Partial<ChangeSet>): ChangeSet => ({
  id: 2, kind: 'import', actor: 'claire', at: 0, subjects: ['b.csv'], created: 0, changed: 3, deleted: 0, undoes: null, undone_by: null, can_undo: false, hash: 'ab', ...over,
});
const record = (id: number, over: Partial<ChangeRecord>): ChangeRecord => ({
  key: { subject: 'customer', id }, change: 'changed', name: `Customer ${id}`, email: `c${id}@example.com`, website: 1, fields: [{ of: 'customer', field: 'lastname', kind: 'text', before: 'Roux', after: 'Le Roux' }],
  can_undo: true, undone: false, changed_since: null, ...over,
});

beforeEach(() => {
  fake = fresh();
  fake.answers['workspace.current'] = () => workspace;
  fake.answers['settings.list'] = () => ({ websites: [], groups: [], attributes: [] });
  fake.answers['changes.list'] = () => [change({}), change({ id: 1, subjects: ['a.csv'], changed: 1 })];
  fake.answers['changes.records'] = ({ change_set: id }: { change_set: number }) =>
    id === 2
      ? { total: 3, rows: [record(1, {}), record(2, { can_undo: false, changed_since: 5 }), record(3, { can_undo: false, undone: true })] }
      : { total: 1, rows: [record(9, {})] };
  fake.jobs['changes.undo'] = () => [{ event: 'finished', result: { undone: 2, change_set: 6, customers: 0, addresses: 0, restored: 1 } }];
});

const panel = async () => within(await screen.findByRole('complementary', { name: 'Change set' }));

it('says what each record was before, and what keeps the whole from being undone', async () => {
  show('/activity');
  const inside = await panel();
  expect(await inside.findByText(/Change set 5 changed some of it again/)).toBeTruthy();
  const records = (await inside.findByRole('grid', { name: 'Records' })).textContent;
  expect(records).toContain('Roux becomes Le Roux');
  expect(records).toContain('by 5 since');
  expect(records).toContain('Undone');
  expect(inside.queryByRole('button', { name: 'Undo' })).toBeNull();
});

it('takes single records back', async () => {
  show('/activity');
  const inside = await panel();
  const grid = await inside.findByRole('grid', { name: 'Records' });
  await inside.findByText('Customer 2');
  grid.focus();
  for (const key of [' ', 'ArrowDown', ' ']) fireEvent.keyDown(grid, { key });
  fireEvent.click(await inside.findByRole('button', { name: 'Undo 1 record' }));
  await waitFor(() => expect(fake.asked('changes.undo')).toEqual([{ change_set: 2, records: [{ subject: 'customer', id: 1 }] }]));
});

it('shows the change set that an import leads to', async () => {
  show('/activity?change=1');
  expect(await (await panel()).findByRole('heading', { name: 'Import a.csv' })).toBeTruthy();
});

it('lists what an import had made and its undo took away, and opens no page for it', async () => {
  fake.answers['changes.list'] = () => [change({ created: 1, changed: 0, undone_by: 3 })];
  fake.answers['changes.records'] = () => ({ total: 1, rows: [record(12, { change: 'created', name: '', email: '', fields: [], undone: true, can_undo: false })] });
  const here = show('/activity');
  const grid = await (await panel()).findByRole('grid', { name: 'Records' });
  expect(await within(grid).findByText('No. 12')).toBeTruthy();
  expect(grid.textContent).toContain('Its values went with the undo');
  grid.focus();
  fireEvent.keyDown(grid, { key: 'Enter' });
  expect(here.state.location.pathname).toBe('/activity');
});
