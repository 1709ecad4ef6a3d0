import { keepPreviousData, queryOptions, useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { platform } from '../platform';
import type { MutationName, QueryName, Request, Response } from '../platform/types';
import { invalidateAfter } from './client';

/** A read as query options: key and how to get it. For prefetching, `ensureQueryData` and the like. */
export const operation = <N extends QueryName>(name: N, request: Request<N>) =>
  queryOptions<Response<N>>({
    queryKey: [name, request],
    queryFn: ({ signal }) => platform().call(name, request, signal),
  });

/** Reads by an operation; reads again whenever a write says that it is stale. */
export const useOperation = <N extends QueryName>(name: N, request: Request<N>, more: { enabled?: boolean; keepOld?: boolean } = {}) =>
  useQuery({
    ...operation(name, request),
    enabled: more.enabled ?? true,
    ...(more.keepOld ? { placeholderData: keepPreviousData } : {}),
  } as UseQueryOptions<Response<N>>);

/** Writes, and refreshes what the write made stale. */
export async function write<N extends MutationName>(name: N, request: Request<N>): Promise<Response<N>> {
  const response = await platform().call(name, request);
  await invalidateAfter(name);
  return response;
}
