import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { openFiles } from '../src/features/opening/flow';
import { type FakePlatform, failure } from './fake';
import { holdPlan } from './plan';
import { fresh, press, show } from './show';

let fake: FakePlatform;

beforeEach(() => {
  fake = fresh();
});

const grid = () => screen.findByRole('grid', { name: 'Review import' });

async function review(over = {}) {
  holdPlan(fake, over);
  const here = show('/imports/review');
  await grid();
  await screen.findByText('Anna Roux', { selector: '[role=rowheader] *' });
  return here;
}

it('says what would happen to each row, in words', async () => {
  await review();
  const rows = (await grid()).textContent;
  expect(rows).toContain('Last Name Roux becomes Le Roux');
  expect(rows).toContain('New customer Wholesale, 2 addresses');
  expect(rows).toContain('Email is not complete “anna@”');
  expect(rows).toContain('Not in the new file, kept');
  expect(screen.getByText('3 of 3 changes will be applied')).toBeTruthy();
  expect(screen.getByText('1 refused · 1 missing customer stays as it is')).toBeTruthy();
});

it('leaves a row out by Space, and says so where it is applied', async () => {
  await review();
  press(' ');
  expect(await screen.findByText('2 of 3 changes will be applied')).toBeTruthy();
  expect(fake.asked('plan.leave_out')).toEqual([{ indexes: [0], filter: null, out: true }]);
  expect(screen.getByRole('button', { name: 'Apply 2 changes' })).toBeTruthy();
});

it('never ticks what is refused', async () => {
  await review();
  press('ArrowDown');
  press('ArrowDown');
  press(' ');
  press('x');
  expect(fake.asked('plan.leave_out')).toEqual([]);
});

it('leaves out all rows of a tab by the tick in its header', async () => {
  await review();
  fireEvent.click(screen.getByRole('link', { name: /Changed/ }));
  await waitFor(async () => expect((await grid()).getAttribute('aria-rowcount')).toBe('3'));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Apply all rows of this list: 2 of 2 ticked' }));
  expect(await screen.findByText('1 of 3 changes will be applied')).toBeTruthy();
  expect(fake.asked('plan.leave_out')).toEqual([{ indexes: [], filter: { change: 'changed', findings: false, search: '' }, out: true }]);
});

it('counts in header, tab and foot what is ticked of the list, and takes all by Ctrl A', async () => {
  await review();
  const all = (count: string) => screen.findByRole('checkbox', { name: `Apply all rows of this list: ${count} of 3 ticked` });
  const states = async (count: string) => (await all(count)).getAttribute('aria-checked');
  expect(await states('3')).toBe('true');
  press(' ');
  expect(await states('2')).toBe('mixed');
  expect(screen.getByText('2 of 3 ticked')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Changed 1 of 2' })).toBeTruthy();
  press('a', { ctrlKey: true });
  expect(await states('3')).toBe('true');
  expect(screen.getByRole('link', { name: 'Changed 2' })).toBeTruthy();
  press('a', { ctrlKey: true });
  expect(await states('0')).toBe('false');
  expect(screen.getByText('0 of 3 changes will be applied')).toBeTruthy();
});

it('tells how many of a search are ticked, and has no tick where nothing can be', async () => {
  const here = await review();
  await act(() => here.navigate({ to: '/imports/review', search: { q: 'anna' } }));
  expect((await screen.findByText('1 of 1 ticked')).getAttribute('role')).toBe('status');
  await act(() => here.navigate({ to: '/imports/review', search: { tab: 'refused' } }));
  await waitFor(async () => expect((await grid()).getAttribute('aria-rowcount')).toBe('2'));
  await waitFor(() => expect(screen.queryByRole('checkbox')).toBeNull());
});

it('shows instants at the time of the website of each row', async () => {
  const held = holdPlan(fake);
  const at = Date.UTC(2026, 10, 22, 23, 30);
  const fields = [{ of: 'customer' as const, field: 'created_at', kind: 'instant' as const, before: null, after: at }];
  held.rows = held.rows.map((row, index) => (index === 0 ? { ...row, fields } : index === 4 ? { ...row, fields, website: 2 } : row));
  const website = { name: null, currency: null, customers: 1, store_views: [] };
  fake.answers['settings.list'] = () => ({
    websites: [{ ...website, id: 1, code: 'fr', time_zone: 'Europe/Paris' }, { ...website, id: 2, code: 'us', time_zone: 'America/New_York' }], groups: [], attributes: [],
  });
  show('/imports/review');
  const row = async (name: string) => (await within(await grid()).findByText(name)).closest('[role=row]')?.textContent;
  expect(await row('Anna Roux')).toContain('23 Nov 2026, 00:30');
  expect(await row('佐藤 翔太')).toContain('22 Nov 2026, 18:30');
  expect(await within(screen.getByRole('complementary', { name: 'Row of the plan' })).findByText('23 Nov 2026, 00:30')).toBeTruthy();
});

it('shows beside the list what its cursor stands on, in each tab from its first row', async () => {
  await review();
  const panel = within(screen.getByRole('complementary', { name: 'Row of the plan' }));
  press('End', { ctrlKey: true });
  expect(await panel.findByRole('heading', { name: '佐藤 翔太' })).toBeTruthy();
  fireEvent.click(screen.getByRole('link', { name: /Changed/ }));
  expect(await panel.findByRole('heading', { name: 'Anna Roux' })).toBeTruthy();
});

it('goes from one finding to the next, and around', async () => {
  await review();
  const at = () => document.querySelector('[data-here] [role=rowheader]')?.textContent;
  press('F8');
  await waitFor(() => expect(at()).toBe('Thomas Weber'));
  press('F8');
  await waitFor(() => expect(at()).toBe('佐藤 翔太'));
  press('F8');
  await waitFor(() => expect(at()).toBe('Thomas Weber'));
  press('F8', { shiftKey: true });
  await waitFor(() => expect(at()).toBe('佐藤 翔太'));
});

it('applies from any cell and ends at what came of it, with its undo', async () => {
  const here = await review();
  fake.jobs['changes.undo'] = () => [{ event: 'finished', result: { undone: 7, change_set: 8, customers: 1, addresses: 0, restored: 2 } }];
  press('ArrowDown');
  press('Enter', { ctrlKey: true });
  expect(await screen.findByRole('heading', { level: 1, name: 'Import applied' })).toBeTruthy();
  expect(fake.asked('plan.apply')).toHaveLength(1);
  expect(here.state.location.pathname).toBe('/opening');
  fireEvent.click(screen.getByRole('button', { name: 'Undo this import' }));
  await waitFor(() => expect(fake.asked('changes.undo')).toEqual([{ change_set: 7, records: null }]));
});

it('stays with the plan when applying it fails', async () => {
  await review();
  fake.jobs['plan.apply'] = () => [{ event: 'failed', failure: failure('busy') }];
  press('Enter', { ctrlKey: true });
  expect(await screen.findByRole('heading', { name: 'The workspace is in use' })).toBeTruthy();
  expect(screen.getByText('3 of 3 changes will be applied')).toBeTruthy();
});

it('refuses to apply a stale plan until it is made again', async () => {
  await review({ stale: true });
  const apply = () => screen.getByRole('button', { name: 'Apply 3 changes' });
  expect(apply()).toHaveProperty('disabled', true);
  press('Enter', { ctrlKey: true });
  fireEvent.click(screen.getByRole('button', { name: 'Make the plan again' }));
  await waitFor(() => expect(apply()).toHaveProperty('disabled', false));
  expect(fake.asked('plan.change')).toEqual([{ behavior: null, delete_missing: null }]);
  expect(fake.asked('plan.apply')).toEqual([]);
});

it('asks for the deletion of missing customers by name, and never by itself', async () => {
  await review();
  fireEvent.click(screen.getByRole('button', { name: 'Options' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/1 customer of the files’ websites is missing from them/)).toBeTruthy();
  const missing = dialog.getByRole('switch', { name: 'Delete customers missing from the files' });
  expect((missing as HTMLInputElement).checked).toBe(false);
  expect(dialog.queryByText('Each as its column _action says')).toBeNull();
  fireEvent.click(missing);
  fireEvent.click(dialog.getByRole('button', { name: 'Make the plan again' }));
  await waitFor(() => expect(fake.asked('plan.change')).toEqual([{ behavior: 'add_update', delete_missing: true }]));
});

it('drops a plan without asking, and opens its files again', async () => {
  holdPlan(fake);
  fake.jobs['files.open'] = () => [{ event: 'finished', result: { outcome: 'planned', plan: null } }];
  const here = show('/imports');
  await screen.findByRole('heading', { level: 1, name: 'Imports' });
  act(() => openFiles(['/exports/customer.csv']));
  await grid();
  fireEvent.click(screen.getByRole('button', { name: 'Drop plan' }));
  expect(await screen.findByText('Plan dropped, nothing changed')).toBeTruthy();
  await waitFor(() => expect(here.state.location.pathname).toBe('/imports'));
  fireEvent.click(screen.getByRole('button', { name: 'Open again' }));
  await waitFor(() => expect(fake.asked('files.open')).toHaveLength(2));
  expect(fake.asked('files.open')[1]).toMatchObject({ paths: ['/exports/customer.csv'] });
});

it('keeps the plan while other pages are seen: Imports and the palette lead back', async () => {
  const here = await review();
  await act(() => here.navigate({ to: '/imports' }));
  expect(await screen.findByRole('heading', { name: 'A plan waits for review' })).toBeTruthy();
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  const field = await screen.findByRole('combobox');
  fireEvent.change(field, { target: { value: 'review' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(await grid()).toBeTruthy();
});

it('names the two ways on when there is no plan any more', async () => {
  holdPlan(fake);
  fake.answers['plan.get'] = () => null;
  show('/imports/review');
  expect(await screen.findByRole('heading', { name: 'No plan waits for review' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Open an export…' })).toBeTruthy();
});
