import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MappedTable, Mapping } from '../../bindings/import';
import { asksAnew, codeOf, problemsOf, problemsOfWhole, proposedCode, withConstant, withDialect, withField } from './mapping';

const MAPPING: Mapping = { encoding: null, separator: ';', header_row: 1, date_order: null, columns: { 'E-Mail': 'email', Ort: null }, constants: {} };

it.each([
  ['Straße & Nr.', 'strasse_nr'],
  ['2. Telefon', 'telefon'],
  ['État', 'etat'],
  ['メモ', 'column'],
])('%s becomes the attribute %s', (header, code) => expect(proposedCode(header)).toBe(code));

it('proposes lawful codes for whatever a header holds', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (header) => {
    expect(proposedCode(header)).toMatch(/^[a-z][a-z0-9_]*$/);
  }));
});

it('moves a column without touching the others', () => {
  expect(withField(MAPPING, 'Ort', 'billing_city').columns).toEqual({ 'E-Mail': 'email', Ort: 'billing_city' });
  expect(MAPPING.columns.Ort).toBeNull();
});

it('takes a column for what stood in every row', () => {
  expect(withField(withConstant(MAPPING, 'website', 'base'), 'Ort', 'website').constants).toEqual({});
});

it('forgets a text for every row once it is emptied', () => {
  const based = withConstant(MAPPING, 'website', 'base');
  expect(based.constants).toEqual({ website: 'base' });
  expect(withConstant(based, 'website', '').constants).toEqual({});
});

it('asks for columns anew when the file is cut otherwise, and keeps the rest', () => {
  const cut = withDialect(withConstant(MAPPING, 'website', 'base'), { header_row: 3 });
  expect(asksAnew(cut)).toBe(true);
  expect(cut).toMatchObject({ header_row: 3, separator: ';', constants: { website: 'base' } });
});

it.each([['attr.loyalty_no', 'loyalty_no'], ['email', null], [null, null]])('the code of %s is %s', (field, code) => expect(codeOf(field)).toBe(code));

it('says what is wrong beside the column that is meant, and the rest above', () => {
  const problems = [
    { code: 'email_missing', subject: 'email' },
    { code: 'field_twice', subject: 'billing_city' },
    { code: 'header_missing', subject: 'Fax' },
    { code: 'attribute_code', subject: 'Nicht gut' },
  ];
  expect(problemsOf(problems, 'Ort', 'billing_city').map(({ code }) => code)).toEqual(['field_twice']);
  expect(problemsOf(problems, 'E-Mail', 'email')).toEqual([]);
  expect(problemsOf(problems, 'Bemerkung', 'attr.Nicht gut').map(({ code }) => code)).toEqual(['attribute_code']);
  const table = { problems, columns: [{ header: 'Ort', samples: [], suggestion: null }], mapping: { ...MAPPING, columns: { Ort: 'billing_city' } } } as unknown as MappedTable;
  expect(problemsOfWhole(table).map(({ code }) => code)).toEqual(['email_missing', 'header_missing', 'attribute_code']);
});
