import type { Failure } from '../bindings/failure';
import { createStore } from '../lib/store';
import { JobCancelled } from '../operations/jobs';
import { failureOf } from '../platform/types';

/** The failure shown. */
export const shownFailure = createStore<Failure | null>(null);

/** Shows what went wrong; a cancelled job is nothing wrong. */
export function showFailure(error: unknown): void {
  if (!(error instanceof JobCancelled)) shownFailure.set(failureOf(error));
}
