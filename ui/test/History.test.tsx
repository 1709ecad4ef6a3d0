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
  await within(grid).findAllByText(/Customer \d\d/);
  act(() => grid.focus());
  return here;
}

const back = () => press('ArrowLeft', { altKey: true });
const forward = () => press('ArrowRight', { altKey: true });
const cursor = () => document.querySelector('.grid-row[data-here]')?.getAttribute('aria-rowindex');

it('goes back and forward through what was shown, and the cursor comes back', async () => {
  const here = await list();
  press('ArrowDown');
  press('ArrowDown');
  press('s');
  await waitFor(() => expect(here.state.location.search).toMatchObject({ sort: 'name' }));
  await waitFor(() => expect(document.querySelector('.grid-row[data-here] .grid-bar')).toBeNull());
  press('Enter');
  await waitFor(() => expect(here.state.location.pathname).toBe('/customers/3'));
  back();
  await waitFor(() => expect(here.state.location.search).toMatchObject({ sort: 'name' }));
  const grid = await screen.findByRole('grid', { name: 'All customers' });
  await waitFor(() => expect(document.activeElement).toBe(grid));
  expect(cursor()).toBe('4');
  back();
  await waitFor(() => expect(here.state.location.search).toEqual({}));
  forward();
  await waitFor(() => expect(here.state.location.search).toMatchObject({ sort: 'name' }));
  fireEvent(window, new MouseEvent('mouseup', { button: 3, cancelable: true }));
  await waitFor(() => expect(here.state.location.search).toEqual({}));
});

it('counts what is typed once', async () => {
  const here = await list();
  const field = screen.getByRole('searchbox', { name: /Keywords|Search/ });
  act(() => field.focus());
  const length = here.history.length;
  for (const typed of ['C', 'Cu', 'Customer 0']) {
    fireEvent.change(field, { target: { value: typed } });
    await waitFor(() => expect(here.state.location.search).toMatchObject({ q: typed }));
  }
  expect(here.history.length).toBe(length + 1);
});

it('opens a customer, and what shows, in a window of its own', async () => {
  await list('/customers?sort=-name');
  press('Enter', { ctrlKey: true });
  await waitFor(() => expect(fake.windows).toEqual(['/customers/40?sort=-name']));
  press('N', { ctrlKey: true, shiftKey: true });
  await waitFor(() => expect(fake.windows.at(-1)).toBe('/customers?sort=-name'));
});

it('reads again what another window wrote, and leaves what that closed', async () => {
  const here = await list();
  const before = fake.asked('views.list').length;
  act(() => fake.tell('written', 'views.save'));
  await waitFor(() => expect(fake.asked('views.list').length).toBeGreaterThan(before));
  fake.answers['workspace.current'] = () => null;
  act(() => fake.tell('written', 'workspace.close'));
  await waitFor(() => expect(here.state.location.pathname).toBe('/'));
});

it('shows the system a menu in the page’s language, with what can be done', async () => {
  await list();
  await waitFor(() => {
    const file = fake.menus.at(-1)?.menus.find(({ id }) => id === 'file')?.groups.flat() ?? [];
    expect(file.find(({ id }) => id === 'page.print')).toMatchObject({ title: 'Print…', accelerator: 'CmdOrCtrl+P', enabled: true });
  });
});

it('has the system tell of a long job only', async () => {
  await list();
  for (const elapsed of [200, 9000]) {
    fake.jobs['export.write'] = () => [
      { event: 'progress', phase: 'writing', done: 1, total: 1, unit: 'rows', rows: 1, elapsed_ms: elapsed, subject: null } as never,
      { event: 'finished', result: { path: '/x', rows: 1, bytes: 1, notes: [] } },
    ];
    press('s', { ctrlKey: true, shiftKey: true });
    fake.picked = ['/x'];
    fireEvent.click(await screen.findByRole('button', { name: /^Export \d+ customers?…$/ }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /Export/ })).toBeNull());
  }
  await waitFor(() => expect(fake.notices).toHaveLength(1));
});

it('opens the manual at the page that fits', async () => {
  const here = await list();
  press('F1');
  await waitFor(() => expect(here.state.location).toMatchObject({ pathname: '/help', search: { page: 'customers' } }));
  expect(await screen.findByRole('link', { name: 'Conditions' })).toBeTruthy();
});

it.each([
  [true, 1],
  [false, 0],
])('opens the files of the start in the first window only (first: %s)', async (isFirst, times) => {
  fake.platform.isFirst = isFirst;
  const info = fake.answers['program.info']?.(null as never) as object;
  fake.answers['program.info'] = () => ({ ...info, open_at_start: ['/exports/customer.csv'] });
  show('/imports');
  await screen.findByRole('heading', { name: 'Imports', level: 1 });
  expect(fake.asked('files.open')).toHaveLength(times);
});
