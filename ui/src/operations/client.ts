import { QueryClient, type Query } from '@tanstack/react-query';
import type { Tag } from '../bindings/operation';
import { OPERATIONS } from '../bindings/operations';
import { OperationError, type OperationName } from '../platform/types';

const tagsOf = (name: OperationName): readonly Tag[] => OPERATIONS[name].tags;

const isOperation = (name: unknown): name is OperationName => typeof name === 'string' && name in OPERATIONS;

/** Whether a cached read shows something that carries one of these tags. */
export function isStale(queryKey: readonly unknown[], tags: readonly Tag[]): boolean {
  const [name] = queryKey;
  return isOperation(name) && tagsOf(name).some((tag) => tags.includes(tag));
}

/** The cache of everything read. Nothing here grows old by itself: writes and jobs say what they make stale. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 1 && error instanceof OperationError && error.failure.retry,
    },
    mutations: { networkMode: 'always' },
  },
});

/** Reads again what carries one of these tags. */
export async function invalidateTags(tags: readonly Tag[]): Promise<void> {
  const predicate = (query: Query) => isStale(query.queryKey, tags);
  // A first read under way may answer what was true before, and would count as the one asked for here.
  const first = queryClient.getQueryCache().findAll({ predicate, fetchStatus: 'fetching' }).filter(({ state }) => state.data === undefined);
  await Promise.allSettled(first.map(({ promise }) => promise));
  await queryClient.invalidateQueries({ predicate });
}

/** Reads again what this write or job made stale. */
export const invalidateAfter = (name: OperationName): Promise<void> => invalidateTags(tagsOf(name));
