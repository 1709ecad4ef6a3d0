import { expect, it } from 'vitest';
import type { Question } from '../../bindings/import';
import { answersOf, distinct } from './answers';

const question = (about: string, subject: string | null, ...values: string[]): Question => ({
  file: 'export.csv', about, subject, choices: values.map((value) => ({ value, preview: [] })),
});

const asked = [
  question('date_order', null, 'dmy', 'mdy'),
  question('date_order', null, 'dmy', 'mdy'),
  question('websites', 'Main Website', 'base', 'de'),
  question('websites', 'Second Website', 'base', 'de'),
  question('groups', 'VIP', '3', '4'),
];

it('asks about each name once, and about anything else once for all files', () => {
  expect(distinct(asked).map(({ about, subject }) => subject ?? about)).toEqual(['date_order', 'Main Website', 'Second Website', 'VIP']);
});

it('gives each name its own answer, and the proposed one where nobody chose', () => {
  expect(answersOf(asked, { 'websites Second Website': 'de', date_order: 'mdy' })).toEqual({
    date_order: 'mdy', websites: { 'Main Website': 'base', 'Second Website': 'de' }, groups: { VIP: '3' },
  });
});
