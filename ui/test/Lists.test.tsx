import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { Customer } from '../src/bindings/customer';
import type { Source } from '../src/bindings/history';
import type { Order, Subscription } from '../src/bindings/order';
import { type FakePlatform, workspace } from './fake';
import { fresh, press, show } from './show';

let fake: FakePlatform;

const order = (id: number, over: Partial<Order>): Order => ({
  id, increment_id: `00004821${id}`, purchase_date: Date.UTC(2026, 10, 22, 18, 40), website: 1, purchase_point: 'Main Website', status: 'Complete', grand_total_base: 3_124_000, currency: 'EUR',
  customer_name: 'Anna Roux', email: 'anna@example.com', customer: 7, ...over,
});
const subscription = (id: number, over: Partial<Subscription>): Subscription => ({ id, email: `s${id}@example.com`, status: 'subscribed', website: 1, store_view: 'Français', name: 'Anna Roux', customer: 7, ...over });

beforeEach(() => {
  fake = fresh();
  fake.answers['workspace.current'] = () => ({ ...workspace, orders: 2, subscriptions: 2 });
  fake.answers['settings.list'] = () => ({ websites: [{ id: 1, code: 'base', name: 'France', time_zone: 'Europe/Paris', currency: 'EUR', customers: 1, store_views: [] }], groups: [], attributes: [] });
  fake.answers['orders.rows'] = () => ({ total: 2, rows: [order(1, {}), order(2, { customer: null, customer_name: 'Jo', currency: null })] });
  fake.answers['subscribers.rows'] = () => ({ total: 2, rows: [subscription(1, {}), subscription(2, { customer: null, name: '', status: 'Sonderfall' })] });
});

it('leads to orders and subscribers only where there are any', async () => {
  fake.answers['workspace.current'] = () => ({ ...workspace, orders: 0, subscriptions: 2 });
  show('/imports');
  expect(await screen.findByRole('link', { name: /^Subscribers/ })).toBeTruthy();
  expect(screen.queryByRole('link', { name: /^Orders/ })).toBeNull();
});

it('shows orders in their currency where it is known, at the time of their website, and marks guests', async () => {
  const here = show('/orders');
  const grid = await screen.findByRole('grid', { name: 'Orders' });
  const row = async (name: string) => (await within(grid).findByRole('rowheader', { name })).closest('[role=row]')?.textContent ?? '';
  expect(await row('000048211')).toContain('€312.40');
  expect(await row('000048211')).toContain('22 Nov 2026, 19:40');
  expect(await row('000048212')).toContain('JoGuest312.40');
  grid.focus();
  press('ArrowDown');
  press('Enter');
  expect(here.state.location.pathname, 'a guest has no page').toBe('/orders');
  press('ArrowUp');
  press('Enter');
  await waitFor(() => expect(here.state.location.pathname).toBe('/customers/7'));
});

it('calls the platform’s own order statuses by their French names, and leaves a store’s own alone', async () => {
  fake.answers['preferences.get'] = () => ({ values: { language: 'fr' } });
  fake.answers['orders.rows'] = () => ({ total: 3, rows: [order(1, {}), order(2, { status: 'On Hold' }), order(3, { status: 'Ready for pickup' })] });
  show('/orders');
  const grid = await screen.findByRole('grid', { name: 'Commandes' });
  expect(await within(grid).findByText('Terminée')).toBeTruthy();
  expect(within(grid).getByText('Bloquée')).toBeTruthy();
  expect(within(grid).getByText('Ready for pickup')).toBeTruthy();
});

it('shows what a subscription is in words, and as the file has it where it is none of those known', async () => {
  show('/subscribers');
  const grid = await screen.findByRole('grid', { name: 'Newsletter subscribers' });
  expect(await within(grid).findByText('Subscribed')).toBeTruthy();
  expect(within(grid).getByText('Sonderfall')).toBeTruthy();
  expect(within(grid).getByText('Guest')).toBeTruthy();
});

it('tells of a customer what its files told: newsletter, balances with their date, orders', async () => {
  const customer: Customer = {
    id: 7, name: 'Anna Roux', email: 'anna@example.com', website: 1, account: [], attributes: [], addresses: [], findings: [], origin: { file: 'customer.csv', line: 2 }, states: [],
    subscriptions: [subscription(1, { status: 'unsubscribed' })],
    balances: [{ website: 'base', store_credit: 400_000, currency: null, reward_points: 1240, as_of: Date.UTC(2026, 10, 22, 12) }],
    orders: [order(1, {})],
  };
  fake.answers['customers.get'] = () => customer;
  fake.answers['customers.position'] = () => ({ index: null, total: 0, previous: null, next: null });
  show('/customers/7');
  expect(await screen.findByRole('heading', { name: '1 order' })).toBeTruthy();
  expect(screen.getByText('Unsubscribed')).toBeTruthy();
  expect(screen.getByRole('cell', { name: '40.00' })).toBeTruthy();
  expect(screen.getAllByRole('cell', { name: /22 Nov 2026/ }), 'of the balance and of the order').toHaveLength(2);
});

it('lists the files that were read, with the way back of the one under the cursor', async () => {
  const source = (id: number, over: Partial<Source>): Source => ({
    id, import: 1, name: `f${id}.csv`, kind: 'orders', dialect: 'UTF-8, comma', findings: 3, sha256: 'abcdef0123456789abcdef01', bytes: 2048, rows: 5, created: 4, changed: 0, unchanged: 0, refused: 1,
    actor: 'claire', at: 0, change_set: 4, undone: false, can_undo: true, ...over,
  });
  fake.answers['imports.list'] = () => [source(1, {}), source(2, { change_set: 3, undone: true, can_undo: false })];
  fake.jobs['changes.undo'] = () => [{ event: 'finished', result: { undone: 4, change_set: 5, customers: 0, addresses: 0, restored: 0 } }];
  show('/imports');
  const panel = within(await screen.findByRole('complementary', { name: 'File that was read' }));
  expect(panel.getByText('abcd ef01 2345 … ef01')).toBeTruthy();
  expect(panel.getByRole('link', { name: '3 findings' })).toBeTruthy();
  fireEvent.click(panel.getByRole('button', { name: 'Undo change set 4' }));
  await waitFor(() => expect(fake.asked('changes.undo')).toEqual([{ change_set: 4, records: null }]));
  screen.getByRole('grid', { name: 'Imports' }).focus();
  press('ArrowDown');
  expect(await panel.findByText('Undone')).toBeTruthy();
  expect(panel.queryByRole('button', { name: /Undo/ })).toBeNull();
});
