const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The part of a text that matched: from, to. */
export type Span = readonly [number, number];

/**
 * Where each word of a query begins a word of the text, accents and case ignored; null when one does not.
 * Words may stand in any order.
 */
export function matchWords(text: string, query: string): Span[] | null {
  const letters = [...text];
  const folded = letters.map(plain);
  const spans: Span[] = [];
  for (const word of plain(query).split(/\s+/).filter(Boolean)) {
    const at = letters.findIndex((_, index) => startsWord(letters, index) && folded.slice(index).join('').startsWith(word));
    if (at === -1) return null;
    const before = letters.slice(0, at).join('').length;
    spans.push([before, before + lengthOf(letters.slice(at), folded.slice(at), word)]);
  }
  return spans.toSorted(([a], [b]) => a - b);
}

const startsWord = (letters: string[], index: number) => index === 0 || !/[\p{L}\p{N}]/u.test(letters[index - 1] ?? '');

/** UTF-16 units of the letters that make up the folded word. */
function lengthOf(letters: string[], folded: string[], word: string): number {
  let taken = 0;
  let units = 0;
  for (let index = 0; index < letters.length && taken < word.length; index += 1) {
    taken += folded[index]?.length ?? 0;
    units += letters[index]?.length ?? 0;
  }
  return units;
}

/** A text cut at its matches: pieces alternate between not matched and matched. */
export function pieces(text: string, spans: readonly Span[]): { piece: string; hit: boolean; at: number }[] {
  const result: { piece: string; hit: boolean; at: number }[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    if (from > at) result.push({ piece: text.slice(at, from), hit: false, at });
    if (to > Math.max(at, from)) result.push({ piece: text.slice(Math.max(at, from), to), hit: true, at: from });
    at = Math.max(at, to);
  }
  if (at < text.length) result.push({ piece: text.slice(at), hit: false, at });
  return result;
}
