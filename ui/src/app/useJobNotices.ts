import { useEffect, useRef } from 'react';
import { useText } from '../i18n';
import { useJobs } from '../operations/jobs';
import { platform } from '../platform';

/** What ends sooner was waited for. */
const LONG_MS = 5000;

/** Has the system tell when a long job ends while nobody looks at a window of ours. */
export function useJobNotices(): void {
  const text = useText();
  const jobs = useJobs();
  // Those that were told of, or had ended before.
  const ended = useRef(new Set(jobs.filter(({ state }) => state !== 'running').map(({ key }) => key)));
  useEffect(() => {
    for (const { key, state, operation, progress } of jobs) {
      if (state === 'running' || ended.current.has(key)) continue;
      ended.current.add(key);
      if (state === 'cancelled' || (progress?.elapsed_ms ?? 0) < LONG_MS) continue;
      // Where the system has no notices, the status bar has told it all the same.
      void platform().notify(text(`job.${operation}`), text(`job.state.${state}`)).catch(() => {});
    }
  }, [jobs, text]);
}
