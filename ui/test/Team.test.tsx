import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { ConnectRequest } from '../src/bindings/workspace';
import { queryClient } from '../src/operations/client';
import { type FakePlatform, failure, workspace } from './fake';
import { fresh, show } from './show';

let fake: FakePlatform;
const URL = 'postgres://claire@db.example/customers';

beforeEach(() => {
  fake = fresh();
  let open = false;
  fake.answers['workspace.current'] = () => (open ? { ...workspace, path: URL, place: 'server', name: 'customers' } : null);
  fake.answers['workspace.recent'] = () => [{ path: URL, place: 'server', name: 'customers', customers: 3, used_at: 0, missing: false }];
  fake.answers['settings.list'] = () => ({ websites: [], groups: [], attributes: [] });
  fake.answers['customers.columns'] = () => [];
  fake.answers['customers.view'] = () => ({ total: 0, of: 0, costly: null });
  fake.jobs['workspace.connect'] = ({ password }: ConnectRequest) => {
    if (password !== 's3cret') return [{ event: 'failed', failure: failure('password_needed') }];
    open = true;
    return [{ event: 'finished', result: workspace }];
  };
});

const password = () => screen.getByLabelText<HTMLInputElement>(/^Password/);
const connect = () => fireEvent.submit(password().form as HTMLFormElement);

it('asks for the password of a known database, says when it is refused, and forgets it each time', async () => {
  const here = show('/');
  fireEvent.click(await screen.findByRole('button', { name: /db\.example/ }));
  await screen.findByRole('heading', { name: 'Connect to a team database' });
  connect();
  expect(await screen.findByText(/The database asks for a password/)).toBeTruthy();
  fireEvent.change(password(), { target: { value: 'wrong' } });
  connect();
  expect(await screen.findByText(/refused this user and password/)).toBeTruthy();
  expect(password().value).toBe('');
  fireEvent.change(password(), { target: { value: 's3cret' } });
  connect();
  await waitFor(() => expect(here.state.location.pathname).toBe('/customers'));
  expect(fake.asked('workspace.connect')).toEqual([{ url: URL, password: null }, { url: URL, password: 'wrong' }, { url: URL, password: 's3cret' }]);
  const kept = JSON.stringify([queryClient.getQueryCache().getAll().map(({ queryKey, state }) => [queryKey, state.data]), fake.asked('preferences.set')]);
  expect(kept).not.toContain('s3cret');
});

it('takes a password out of a pasted address', async () => {
  show('/');
  fireEvent.click(await screen.findByRole('button', { name: /^Connect to a team database/ }));
  const address = await screen.findByLabelText<HTMLInputElement>(/^Address of the database/);
  fireEvent.change(address, { target: { value: 'postgres://claire:s3cret@db.example/customers' } });
  expect(address.value).toBe(URL);
  expect(password().value).toBe('s3cret');
  connect();
  await waitFor(() => expect(fake.asked('workspace.connect')).toEqual([{ url: URL, password: 's3cret' }]));
});

it('says what an address lacks before it is tried', async () => {
  show('/');
  fireEvent.click(await screen.findByRole('button', { name: /^Connect to a team database/ }));
  fireEvent.change(await screen.findByLabelText(/^Address of the database/), { target: { value: 'db.example' } });
  connect();
  expect(await screen.findByText(/The address names no database/)).toBeTruthy();
  expect(fake.asked('workspace.connect')).toEqual([]);
});

it.each([
  ['too_old', 'Its PostgreSQL is too old'],
  ['no_tls', 'It offers no encrypted connection'],
  ['not_empty', 'It already holds something that is no workspace'],
  ['not_utf8', 'Its encoding is not UTF-8'],
])('says why a database is refused: %s', async (reason, words) => {
  fake.jobs['workspace.connect'] = () => [{ event: 'failed', failure: failure('server_refused', { reason }) }];
  show('/');
  fireEvent.click(await screen.findByRole('button', { name: /db\.example/ }));
  await screen.findByRole('heading', { name: 'Connect to a team database' });
  connect();
  expect((await screen.findByRole('alert')).textContent).toContain(words);
});
