import { useQueries, type UseQueryOptions } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { pagesOf } from './windowing';

/** Rows in a page. */
export const PAGE = 100;

/** Loads the pages that show, one further, and gives their rows by index. */
export function usePages<P, R>(page: (offset: number) => UseQueryOptions<P>, rowsOf: (page: P) => readonly R[]) {
  const [[first, last], setRange] = useState([0, PAGE]);
  const onRange = useCallback((from: number, to: number) => setRange(([a, b]) => (a === from && b === to ? [a, b] : [from, to])), []);
  const offsets = useMemo(() => pagesOf(first, last, PAGE), [first, last]);
  const queries = useQueries({ queries: offsets.map((offset) => page(offset)) });
  const rowAt = (index: number): R | undefined => {
    const offset = Math.floor(index / PAGE) * PAGE;
    const query = queries[offsets.indexOf(offset)];
    return query?.data === undefined ? undefined : rowsOf(query.data as P)[index - offset];
  };
  return { rowAt, onRange, error: queries.find(({ error }) => error)?.error ?? null };
}
