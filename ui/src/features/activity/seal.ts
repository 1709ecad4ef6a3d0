/** A hexadecimal seal short enough to compare by eye: `8f3a 77d0 41be … c21e`. */
export function shortSeal(hash: string): string {
  const groups = hash.match(/.{1,4}/g) ?? [];
  return groups.length <= 4 ? groups.join(' ') : `${groups.slice(0, 3).join(' ')} … ${groups.at(-1)}`;
}
