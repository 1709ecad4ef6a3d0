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
  const running = useRef(new Set<number>());
  useEffect(() => {
    for (const { key, state, operation, progress } of jobs) {
      if (state === 'running') running.current.add(key);
      else if (running.current.delete(key) && state !== 'cancelled' && (progress?.elapsed_ms ?? 0) >= LONG_MS)
        // Where the system has no notices, the status bar has told it all the same.
        void platform().notify(text(`job.${operation}`), text(`job.state.${state}`)).catch(() => {});
    }
  }, [jobs, text]);
}
