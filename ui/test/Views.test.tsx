import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { SavedView, SaveView } from '../src/bindings/view';
import { naming } from '../src/features/views/naming';
import { holdCustomers } from './customers';
import { type FakePlatform, failure, workspace } from './fake';
import { fresh, press, show } from './show';
import { OperationError } from '../src/platform/types';

let fake: FakePlatform;
let kept: SavedView[];

beforeEach(() => {
  fake = fresh();
  naming.set(null);
  holdCustomers(fake);
  kept = [];
  fake.answers['views.list'] = () => kept;
  fake.answers['views.save'] = ({ id, name, shared, state }: SaveView) => {
    if (kept.some((other) => other.name === name && other.id !== id)) throw new OperationError(failure('name_taken', { name }));
    const view = { id: id ?? kept.length + 11, name, owner: 'Ada', mine: true, shared, is_default: false, state };
    kept = [...kept.filter((other) => other.id !== view.id), view];
    return view;
  };
  fake.answers['views.delete'] = ({ id }: { id: number }) => {
    kept = kept.filter((view) => view.id !== id);
    return null;
  };
  fake.answers['views.set_default'] = ({ id }: { id: number | null }) => {
    kept = kept.map((view) => ({ ...view, is_default: view.id === id }));
    return null;
  };
});

async function list(path: string) {
  const here = show(path);
  const grid = await screen.findByRole('grid', { name: 'All customers' });
  await within(grid).findAllByText(/Customer \d\d/);
  return here;
}

const picker = () => screen.getByRole('button', { name: /^View: / });
async function choose(entry: string | RegExp) {
  fireEvent.click(picker());
  fireEvent.click(await screen.findByRole(/^\w+ view$|Sorted/.test(String(entry)) ? 'menuitemradio' : 'menuitem', { name: entry }));
}

async function saveAs(name: string) {
  fireEvent.click(screen.getByRole('button', { name: 'Save as…' }));
  fireEvent.change(await screen.findByRole('textbox', { name: 'Name' }), { target: { value: name } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
}

it('keeps what shows under a name, tells what was edited since, and brings it back', async () => {
  const here = await list('/customers?sort=-name');
  expect(screen.getByText('Edited')).toBeTruthy();
  await saveAs('Sorted');
  await waitFor(() => expect(picker().getAttribute('aria-label')).toBe('View: Sorted'));
  expect(screen.queryByText('Edited')).toBeNull();
  expect(here.state.location.search).toMatchObject({ view: '11', sort: '-name' });
  await act(() => here.navigate({ to: '/customers', search: { view: '11', sort: 'name' } }));
  expect(await screen.findByText('Edited')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Reset' }));
  await waitFor(() => expect(here.state.location.search).toEqual({ view: '11', sort: '-name' }));
  await choose('Default view');
  await waitFor(() => expect(here.state.location.search).toEqual({ view: 'all' }));
  act(() => screen.getByRole('grid').focus());
  press('2', { ctrlKey: true });
  await waitFor(() => expect(here.state.location.search).toEqual({ view: '11', sort: '-name' }));
});

it('refuses a name that is taken, and keeps what was typed', async () => {
  kept = [{ id: 5, name: 'Sorted', owner: 'Ada', mine: true, shared: false, is_default: false, state: { condition: '', search: '', sort: [], layout: { columns: null, pins: [], widths: {}, density: null } } }];
  await list('/customers?sort=-name');
  await saveAs('Sorted');
  expect(await screen.findByText(/You have a view named “Sorted” already/)).toBeTruthy();
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Sorted');
});

it('begins with the view chosen for that, but not where something is asked for', async () => {
  kept = [{ id: 5, name: 'Sorted', owner: 'Ada', mine: true, shared: false, is_default: true, state: { condition: '', search: '', sort: [{ field: 'name', descending: true }], layout: { columns: ['name'], pins: [], widths: {}, density: null } } }];
  const here = await list('/customers');
  expect(here.state.location.search).toEqual({ view: '5', sort: '-name' });
  expect(screen.queryByRole('columnheader', { name: /Email/ })).toBeNull();
  await act(() => here.navigate({ to: '/customers', search: { q: 'Customer 0' } }));
  expect(await screen.findByRole('button', { name: 'View: Default view' })).toBeTruthy();
  expect(screen.getByRole('columnheader', { name: /Email/ })).toBeTruthy();
});

it('lets a colleague’s view be looked at and saved as another, not changed', async () => {
  fake.answers['workspace.current'] = () => ({ ...workspace, place: 'server', customers: 40 });
  kept = [{ id: 5, name: 'Sorted', owner: 'Ben', mine: false, shared: true, is_default: false, state: { condition: '', search: '', sort: [], layout: { columns: null, pins: [], widths: {}, density: null } } }];
  await list('/customers?view=5&sort=-name');
  fireEvent.click(picker());
  for (const entry of ['Save', 'Rename…', 'Delete', 'Stop sharing with the team']) expect((await screen.findByRole('menuitem', { name: entry })).getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByText('By Ben')).toBeTruthy();
});

it('is deleted with a way back, and the platform’s own shows', async () => {
  kept = [{ id: 5, name: 'Sorted', owner: 'Ada', mine: true, shared: false, is_default: false, state: { condition: '', search: '', sort: [], layout: { columns: null, pins: [], widths: {}, density: null } } }];
  const here = await list('/customers?view=5');
  await choose('Delete');
  await waitFor(() => expect(here.state.location.search).toEqual({ view: 'all' }));
  expect(fake.asked('views.delete')).toEqual([{ id: 5 }]);
});
