import { expect, it } from 'vitest';
import { tsvOf } from './tsv';

it.each([
  [[['Anna', 'Roux'], ['Ben', '']], 'Anna\tRoux\nBen\t'],
  [[['a\tb', 'say "x"', 'two\nlines']], '"a\tb"\t"say ""x"""\t"two\nlines"'],
  [[['=HYPERLINK("x")', '@SUM(A1)', '+cmd|x', '-2+3']], `"'=HYPERLINK(""x"")"\t'@SUM(A1)\t'+cmd|x\t'-2+3`],
  [[['+33 1 23 45', '-12.5', '+49 (0)30-12/3']], '+33 1 23 45\t-12.5\t+49 (0)30-12/3'],
])('%o is pasted as it is, and never as a formula', (rows, text) => expect(tsvOf(rows)).toBe(text));
