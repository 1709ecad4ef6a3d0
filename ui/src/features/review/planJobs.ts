import { createStore } from '../../lib/store';
import { startJob } from '../../operations/jobs';
import type { Request, Response } from '../../platform/types';

type PlanJob = 'plan.apply' | 'plan.change';

/** What is being done with the plan. */
export const planJob = createStore<{ operation: PlanJob; key: number } | null>(null);

/** Does something with the plan; there is one such job at a time. */
export async function doWithPlan<N extends PlanJob>(operation: N, request: Request<N>): Promise<Response<N>> {
  const { key, done } = startJob(operation, request);
  planJob.set({ operation, key });
  try {
    return await done;
  } finally {
    planJob.set(null);
  }
}
