import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { MappedTable, Mapping, MappingRequest, OpenRequest } from '../src/bindings/import';
import { openFiles, waiting } from '../src/features/opening/flow';
import { type FakePlatform, workspace } from './fake';
import { fresh, show } from './show';

let fake: FakePlatform;

const RECORDS = [['Messe Köln', ''], ['E-Mail', 'Ort'], ['anna@example.com', 'Lyon']];

function tableOf(path: string, given: Mapping | null): MappedTable {
  const header = given?.header_row ?? 1;
  const headers = (RECORDS[header - 1] ?? []).map((cell, index) => cell || `column_${index + 1}`);
  const proposed: Record<string, string | null> = Object.fromEntries(headers.map((each) => [each, each === 'E-Mail' ? 'email' : null]));
  const columns = given && Object.keys(given.columns).length > 0 ? given.columns : proposed;
  return {
    path, file: path.split('/').at(-1) ?? '', text: true, encoding: 'utf-8', separator: ';', records: RECORDS,
    columns: headers.map((each, index) => ({ header: each, samples: RECORDS.slice(header).map((cells) => cells[index] ?? ''), suggestion: proposed[each] ?? null })),
    mapping: { encoding: null, separator: null, date_order: null, constants: {}, ...given, header_row: header, columns },
    remembered: false,
    problems: Object.values(columns).includes('email') ? [] : [{ code: 'email_missing', subject: 'email' }],
  };
}

beforeEach(() => {
  fake = fresh();
  waiting.set([]);
  fake.answers['workspace.current'] = () => workspace;
  fake.answers['settings.list'] = () => ({ websites: [], groups: [], attributes: [] });
  fake.answers['files.mapping'] = ({ path, mapping }: MappingRequest) => tableOf(path, mapping);
  fake.jobs['files.open'] = ({ paths, mappings }: OpenRequest) => {
    const next = paths.find((path) => !(path in mappings));
    return [{ event: 'finished', result: next ? { outcome: 'mapping', table: tableOf(next, null) } : { outcome: 'opened', workspace } }];
  };
});

async function open(...paths: string[]) {
  const here = show('/imports');
  await screen.findByRole('heading', { level: 1, name: 'Imports' });
  act(() => openFiles(paths));
  await screen.findByRole('heading', { level: 1, name: 'What the columns hold' });
  return here;
}

const goOn = () => fireEvent.click(screen.getByRole('button', { name: 'Continue' }));

it('proposes the columns anew under another header row, and goes on with that mapping', async () => {
  await open('/exports/messe.csv');
  expect(await screen.findByText(/No column holds the email/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /Increase/ }));
  expect(await screen.findByRole('rowheader', { name: 'E-Mail' })).toBeTruthy();
  await waitFor(() => expect(screen.queryByText(/No column holds the email/)).toBeNull());
  goOn();
  await waitFor(() => expect(fake.asked('files.open')).toHaveLength(2));
  expect(fake.asked('files.open')[1]).toMatchObject({ paths: ['/exports/messe.csv'], mappings: { '/exports/messe.csv': { header_row: 2, columns: { 'E-Mail': 'email', Ort: null } } } });
});

it('does not go on while the email is missing', async () => {
  await open('/exports/messe.csv');
  await screen.findByText(/No column holds the email/);
  await waitFor(() => expect(fake.asked('files.mapping').length).toBeGreaterThan(0));
  await waitFor(() => {
    goOn();
    expect(document.activeElement?.className).toContain('mapping-problems');
  });
  expect(fake.asked('files.open')).toHaveLength(1);
});

it('takes a text that every row has along', async () => {
  await open('/exports/messe.csv');
  fireEvent.click(screen.getByRole('button', { name: /Increase/ }));
  await screen.findByRole('rowheader', { name: 'E-Mail' });
  fireEvent.change(screen.getByRole('textbox', { name: 'Website of every row' }), { target: { value: 'b2b' } });
  goOn();
  await waitFor(() => expect(fake.asked('files.open')[1]).toMatchObject({ mappings: { '/exports/messe.csv': { constants: { website: 'b2b' } } } }));
});

it('asks about one file after the other', async () => {
  const here = await open('/exports/a.csv', '/exports/b.csv');
  for (const file of ['a.csv', 'b.csv']) {
    expect(await screen.findByText(file)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /Increase/ }));
    await screen.findByRole('rowheader', { name: 'E-Mail' });
    goOn();
    await waitFor(() => expect(screen.queryByText(file)).toBeNull());
  }
  await waitFor(() => expect(here.state.location.pathname).toBe('/customers'));
  expect(Object.keys((fake.asked('files.open').at(-1) as OpenRequest).mappings)).toEqual(['/exports/a.csv', '/exports/b.csv']);
});

it('leaves everything as it was when it is cancelled', async () => {
  const here = await open('/exports/messe.csv');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(here.state.location.pathname).toBe('/customers'));
  expect(fake.asked('files.open')).toHaveLength(1);
});

it('keeps what was said while another page is seen, and other files lead back to it', async () => {
  const here = await open('/exports/messe.csv');
  fireEvent.click(screen.getByRole('button', { name: /Increase/ }));
  await screen.findByRole('rowheader', { name: 'E-Mail' });
  await act(() => here.navigate({ to: '/imports' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Go on' }));
  expect(await screen.findByRole('rowheader', { name: 'E-Mail' })).toBeTruthy();
  await act(() => here.navigate({ to: '/imports' }));
  act(() => openFiles(['/exports/other.csv']));
  expect(await screen.findByText('Next: other.csv')).toBeTruthy();
});
