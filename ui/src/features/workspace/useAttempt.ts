import { useState } from 'react';
import type { Failure } from '../../bindings/failure';
import { JobCancelled, startJob } from '../../operations/jobs';
import { failureOf, type JobName, type Request, type Response } from '../../platform/types';

/** An attempt that a form waits for. */
export interface Attempt {
  /** The job while it runs. */
  readonly job: number | null;
  readonly failure: Failure | null;
  /** Whether a password was sent along. */
  readonly withPassword: boolean;
}

const NONE: Attempt = { job: null, failure: null, withPassword: false };

/** Tries a job; what went wrong stays with the form. The password is in the request alone, which is gone with the job. */
export function useAttempt() {
  const [attempt, setAttempt] = useState(NONE);
  const run = async <N extends JobName>(name: N, request: Request<N>, withPassword: boolean): Promise<Response<N> | null> => {
    const { key, done } = startJob(name, request);
    setAttempt({ job: key, failure: null, withPassword });
    try {
      const response = await done;
      setAttempt(NONE);
      return response;
    } catch (error) {
      setAttempt({ job: null, failure: error instanceof JobCancelled ? null : failureOf(error), withPassword });
      return null;
    }
  };
  return { attempt, run };
}
