import { useEffect } from 'react';
import { useOperation } from '../operations';
import { startJob } from '../operations/jobs';

/** Builds the search index behind the work, whenever the workspace holds other data than before. */
export function useSearchIndex(): void {
  const workspace = useOperation('workspace.current', null).data;
  const path = workspace?.path;
  const change = workspace?.last_change?.id;
  useEffect(() => {
    if (!path || change === undefined) return;
    // Searching works without it, only slower: a failure is in the job list and stops nobody.
    void startJob('customers.prepare_search', null).done.catch(() => {});
  }, [path, change]);
}
