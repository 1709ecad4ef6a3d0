import { useText } from '../../i18n';
import type { Job } from '../../operations/jobs';
import { paceOf } from '../../operations/progress';

/** What a job does now. */
export function useJobPhase(): (job: Job) => string {
  const text = useText();
  return ({ progress, operation }) => (progress ? text(`phase.${progress.phase}`) : text(`job.${operation}`));
}

/** One line about a job: what it does and how far it is. */
export function useJobLine(): (job: Job) => string {
  const text = useText();
  const phase = useJobPhase();
  return (job) => {
    const what = phase(job);
    const { share } = paceOf(job.progress);
    return share === null ? what : text('job.share', { what, share });
  };
}

/** Done of total, rate and time left. */
export function useJobDetail(): (job: Job) => string {
  const text = useText();
  return (job) => {
    if (job.stopping && job.state === 'running') return text('job.stopping');
    if (job.state !== 'running') return text(`job.state.${job.state}`);
    const { rate, left } = paceOf(job.progress);
    const rows = job.progress?.rows ?? 0;
    const parts = [
      job.progress?.subject ?? '',
      rows > 0 ? text('job.rows', { rows }) : '',
      rate === null ? '' : text('job.rate', { rate }),
      left === null ? '' : text(left >= 90 ? 'job.minutes_left' : 'job.seconds_left', { left: left >= 90 ? Math.round(left / 60) : left }),
    ];
    return parts.filter(Boolean).join(' · ');
  };
}
