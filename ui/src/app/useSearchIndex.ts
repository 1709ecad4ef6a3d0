import { useEffect } from 'react';
import { useOperation } from '../operations';
import { startJob } from '../operations/jobs';

/** The first rows are drawn before this takes every processor for a moment. */
const REST_MS = 500;

// Searching works without it, only slower: a failure is in the job list and stops nobody.
const prepare = () => void startJob('customers.prepare_search', null).done.catch(() => {});

/** Builds the search index behind the work, whenever the workspace holds other data than before. */
export function useSearchIndex(): void {
  const workspace = useOperation('workspace.current', null).data;
  const path = workspace?.path;
  const change = workspace?.last_change?.id;
  useEffect(() => {
    if (!path || change === undefined) return undefined;
    const rest = setTimeout(prepare, REST_MS);
    return () => clearTimeout(rest);
  }, [path, change]);
}
