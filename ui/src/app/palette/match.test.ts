import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchWords, pieces } from './match';

const hits = (text: string, query: string) => {
  const spans = matchWords(text, query);
  return spans && spans.map(([from, to]) => text.slice(from, to));
};

describe('matchWords', () => {
  it.each([
    ['Open an export…', 'exp', ['exp']],
    ['Open an export…', 'exp op', ['Op', 'exp']],
    ['Tous les clients', 'cli', ['cli']],
    ['État', 'eta', ['Éta']],
    ['Jürgen Großkreutz', 'gro', ['Gro']],
    ['Customers', 'tom', null],
    ['ليلى المنصوري', 'الم', ['الم']],
  ])('%s by %s', (text, query, expected) => expect(hits(text, query)).toEqual(expected));

  it('finds everything by nothing', () => expect(matchWords('Activity', '  ')).toEqual([]));
});

describe('pieces', () => {
  it('lose no letter, whatever the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 3 }), (text, query) => {
        const cut = pieces(text, matchWords(text, query) ?? []);
        expect(cut.map(({ piece }) => piece).join('')).toBe(text);
      }),
    );
  });
});
