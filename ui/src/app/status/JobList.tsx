import { ActionButton, DialogTrigger, Popover, ProgressBar } from '@react-spectrum/s2';
import { Button } from 'react-aria-components';
import { useText } from '../../i18n';
import { cancelJob, clearEnded, type Job, useJobs } from '../../operations/jobs';
import { paceOf, quarterOf } from '../../operations/progress';
import { useJobDetail, useJobLine, useJobPhase } from './jobText';

/** Running jobs in the status bar: one line, the list on click. */
export function JobsItem() {
  const text = useText();
  const line = useJobLine();
  const jobs = useJobs();
  const running = jobs.filter(({ state }) => state === 'running');
  const last = running.at(-1) ?? jobs.at(-1);
  if (!last || (running.length === 0 && last.state !== 'failed')) return <EndedJob job={last} />;
  const { share } = paceOf(last.progress);
  const more = running.length - 1;
  const label = more > 0 ? text('job.and_more', { line: line(last), more }) : line(last);
  const ended = running.length === 0;
  return (
    <>
      <DialogTrigger>
        <Button key={last.key} className="status-item status-button status-job">
          {!ended && <Bar share={share} />}
          {ended ? text('job.ended_line', { what: text(`job.${last.operation}`), state: text(`job.state.${last.state}`) }) : label}
        </Button>
        <Popover placement="top end" aria-label={text('job.list')}>
          <JobList jobs={jobs} />
        </Popover>
      </DialogTrigger>
      <span className="visually-hidden" role="status">
        {ended ? text(`job.state.${last.state}`) : text('job.spoken', { what: text(`job.${last.operation}`), quarter: quarterOf(share) })}
      </span>
    </>
  );
}

/** What ended well is seen elsewhere; screen readers hear it here. */
function EndedJob({ job }: { job: Job | undefined }) {
  const text = useText();
  return (
    <span className="visually-hidden" role="status">
      {job && text('job.ended_line', { what: text(`job.${job.operation}`), state: text(`job.state.${job.state}`) })}
    </span>
  );
}

function Bar({ share }: { share: number | null }) {
  return <progress className="status-bar" aria-hidden max={1} value={share ?? 0} />;
}

function JobList({ jobs }: { jobs: readonly Job[] }) {
  const text = useText();
  const ended = jobs.some(({ state }) => state !== 'running');
  return (
    <div className="job-list">
      <h2>{text('job.list')}</h2>
      <ul>
        {jobs.toReversed().map((job) => (
          <JobRow key={job.key} job={job} />
        ))}
      </ul>
      {ended && (
        <ActionButton isQuiet size="S" onPress={clearEnded}>
          {text('job.clear')}
        </ActionButton>
      )}
    </div>
  );
}

function JobRow({ job }: { job: Job }) {
  const text = useText();
  const phase = useJobPhase();
  const detail = useJobDetail();
  const { share } = paceOf(job.progress);
  const running = job.state === 'running';
  return (
    <li className="job-row">
      <div>
        <strong>{text(`job.${job.operation}`)}</strong>
        {running && <ProgressBar size="S" label={phase(job)} isIndeterminate={share === null} value={(share ?? 0) * 100} />}
        <p className="soft">{detail(job)}</p>
      </div>
      {running && (
        <ActionButton size="S" isDisabled={job.stopping} onPress={() => cancelJob(job.key)}>
          {text('cancel')}
        </ActionButton>
      )}
    </li>
  );
}
