import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { holdCustomers } from './customers';
import type { FakePlatform } from './fake';
import { fresh, press, show } from './show';

let fake: FakePlatform;

beforeEach(() => {
  fake = fresh();
  holdCustomers(fake);
});

async function list(path = '/customers') {
  const here = show(path);
  const grid = await screen.findByRole('grid', { name: 'All customers' });
  await within(grid).findByText(/Customer (01|40)/);
  act(() => grid.focus());
  return here;
}

const bar = () => within(screen.getByRole('region', { name: 'Selection' }));
const seen = (name: string) => screen.getByRole('rowheader', { name }).closest('[role=row]')?.getAttribute('aria-selected');

async function exported() {
  fake.picked = ['/exports/out.csv'];
  fireEvent.click(await screen.findByRole('button', { name: /^Export \d+ customers?…$/ }));
  await waitFor(() => expect(fake.asked('export.write')).not.toEqual([]));
  return fake.asked('export.write').at(-1);
}

it('moves without losing what is ticked, and extends by Shift', async () => {
  await list();
  press('x');
  press('ArrowDown', { shiftKey: true });
  press('ArrowDown');
  press('ArrowDown');
  expect(bar().getByText('2 of 40 selected')).toBeTruthy();
  expect([seen('Customer 01'), seen('Customer 02'), seen('Customer 03')]).toEqual(['true', 'true', 'false']);
});

it('takes the rows in sight by Ctrl A, then all that match as a condition', async () => {
  await list();
  press('a', { ctrlKey: true });
  expect(bar().queryByText('40 of 40 selected')).toBeNull();
  press('a', { ctrlKey: true });
  expect(bar().getByText('40 of 40 selected')).toBeTruthy();
  press('s', { ctrlKey: true, shiftKey: true });
  expect(await exported()).toMatchObject({ only: null, view: { condition: '' } });
});

it('exports all that match but those that were left out', async () => {
  await list();
  press('a', { ctrlKey: true });
  press('a', { ctrlKey: true });
  press('x');
  expect(bar().getByText('39 of 40 selected')).toBeTruthy();
  expect(bar().getByText('all that match but 1')).toBeTruthy();
  expect(screen.getByRole('checkbox', { name: 'Select the rows in sight: 39 of 40 selected' }).getAttribute('aria-checked')).toBe('mixed');
  fireEvent.click(bar().getByRole('button', { name: 'Export…' }));
  expect(await screen.findByRole('radio', { name: 'The 39 selected: all that match but 1' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Export 39 customers…' })).toBeTruthy();
  expect(await exported()).toMatchObject({ only: null, except: [1], view: { condition: '' } });
});

it('survives sorting and a look at a customer, and ends by Esc', async () => {
  const here = await list();
  press('x');
  await act(() => here.navigate({ to: '/customers', search: { sort: '-name' } }));
  await screen.findByRole('rowheader', { name: 'Customer 40' });
  expect(bar().getByText('1 of 40 selected')).toBeTruthy();
  await act(() => here.navigate({ to: '/imports' }));
  await act(() => here.navigate({ to: '/customers' }));
  expect(await screen.findByText('1 of 40 selected', { selector: 'strong' })).toBeTruthy();
  act(() => screen.getByRole('grid').focus());
  press('Escape');
  expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull();
});

it('is dropped with a word when the condition changes, and can be kept', async () => {
  const here = await list();
  press('x');
  press('ArrowDown');
  press('x');
  await act(() => here.navigate({ to: '/customers', search: { where: "group = 'VIP'" } }));
  expect(await screen.findByText('2 were selected before the list changed')).toBeTruthy();
  expect(seen('Customer 01')).toBe('false');
  fireEvent.click(screen.getByRole('button', { name: 'Keep selection' }));
  expect(await screen.findByText('2 selected', { selector: 'strong' })).toBeTruthy();
  expect(seen('Customer 01')).toBe('true');
});

it('writes a table for people as the list shows it', async () => {
  await list();
  press('s', { ctrlKey: true, shiftKey: true });
  expect(await exported()).toMatchObject({ format: 'grid-csv', columns: ['name', 'email'], language: 'en', path: '/exports/out.csv' });
});

it('writes a file for the store with the columns that are ticked, its keys always', async () => {
  await list('/customers?where=x');
  press('s', { ctrlKey: true, shiftKey: true });
  fireEvent.click(await screen.findByRole('radio', { name: 'Customers Main File' }));
  fireEvent.click(await screen.findByRole('checkbox', { name: /Date of Birth/ }));
  expect(screen.getByRole('checkbox', { name: /^Email/ })).toHaveProperty('disabled', true);
  expect(await exported()).toMatchObject({ format: 'customers', columns: ['email', 'taxvat'], language: null, view: { condition: 'x' } });
});

it('lists what was made with what must be known, and makes it again', async () => {
  const here = await list();
  press('s', { ctrlKey: true, shiftKey: true });
  await exported();
  await act(() => here.navigate({ to: '/exports' }));
  expect(await screen.findByText(/3 accounts’ store views have no known code/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show file' }));
  await waitFor(() => expect(fake.shown).toEqual(['/exports/out.csv']));
  fireEvent.click(screen.getByRole('button', { name: 'Export again…' }));
  await exported();
  expect(fake.asked('export.write')).toHaveLength(2);
});
