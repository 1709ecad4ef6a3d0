import { describe, expect, it } from 'vitest';
import type { ExportColumn } from '../../bindings/export';
import { ALL, type Choices, chosenBy, columnsOf, exportRequest, fileNameOf, firstChoices } from './choices';
import type { MadeExport } from './made';

const choices = (over: Partial<Choices>): Choices => ({ scope: 'matching', format: 'grid-csv', asShown: true, chosen: null, language: 'en', ...over });
const VIEW = { condition: "group = 'VIP'", search: 'gro', sort: [{ field: 'name', descending: true }] };
const OFFERED: ExportColumn[] = [
  { code: 'email', always: true, filled: true },
  { code: 'dob', always: false, filled: true },
  { code: 'taxvat', always: false, filled: true },
  { code: 'fax', always: false, filled: false },
];

describe('columns', () => {
  it.each([
    [choices({}), ['name', 'group']],
    [choices({ asShown: false }), null],
    [choices({ format: 'customers' }), null],
    [choices({ format: 'customers', chosen: ['taxvat'] }), ['email', 'taxvat']],
  ])('%o', (chosen, columns) => expect(columnsOf(chosen, ['name', 'group'], OFFERED)).toEqual(columns));
});

it('writes everybody in the order of the list, whatever its condition', () => {
  expect(exportRequest(choices({ scope: 'everybody' }), '/a.csv', VIEW, ALL, null).view).toEqual({ condition: '', search: '', sort: VIEW.sort });
  expect(exportRequest(choices({}), '/a.csv', VIEW, ALL, null).view).toEqual(VIEW);
});

it.each([
  [{ of: 'rows', ids: new Set([3, 5]) }, { only: [3, 5], except: [] }],
  [{ of: 'matching', except: new Set([7]) }, { only: null, except: [7] }],
] as const)('writes of %o those alone', (selection, chosen) => {
  expect(exportRequest(choices({ scope: 'selection' }), '/a.csv', VIEW, chosenBy(selection), null)).toMatchObject({ ...chosen, view: VIEW });
});

it('has labels in a language only where people read them', () => {
  expect(exportRequest(choices({ language: 'fr' }), '/a.csv', VIEW, ALL, null).language).toBe('fr');
  expect(exportRequest(choices({ language: 'fr', format: 'finances' }), '/a.csv', VIEW, ALL, null).language).toBeNull();
});

it('proposes the names that the platform gives its files', () => {
  expect(fileNameOf('addresses', new Date(2026, 10, 2))).toBe('customer_address_20261102.csv');
});

describe('made again', () => {
  const made = (over: Partial<MadeExport>): MadeExport => ({
    at: 0, workspace: '/w', ticked: null, report: { path: '/a.xlsx', rows: 1, bytes: 2, notes: [] },
    request: { path: '/a.xlsx', format: 'xlsx', view: VIEW, columns: null, language: 'fr' }, ...over,
  });
  it('begins as it was', () => expect(firstChoices('everybody', 'en', made({}))).toMatchObject({ scope: 'matching', format: 'xlsx', asShown: false, language: 'fr' }));
  it('has the columns that it had', () => {
    const request = { path: '/a.csv', format: 'customers' as const, view: VIEW, columns: ['email', 'dob'], language: null };
    expect(firstChoices('everybody', 'en', made({ request })).chosen).toEqual(['email', 'dob']);
  });
  it('asks anew whom, where people were ticked', () => expect(firstChoices('everybody', 'en', made({ ticked: 5 })).scope).toBe('everybody'));
});
