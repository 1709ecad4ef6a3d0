import { Button, ProgressBar } from '@react-spectrum/s2';
import { useJobDetail, useJobPhase } from '../../app/status/jobText';
import type { PlanInfo } from '../../bindings/plan';
import { useText } from '../../i18n';
import { cancelJob, type Job, useJob } from '../../operations/jobs';
import { paceOf } from '../../operations/progress';
import { Dock } from '../../ui/Dock';
import { planJob } from './planJobs';
import type { PlanActs } from './usePlanActs';

/** What will really happen, and the two ways out of the plan; progress while one is taken. */
export function ApplyBar({ info, acts }: { info: PlanInfo; acts: PlanActs }) {
  const text = useText();
  const job = useJob(planJob.use()?.key ?? null);
  const { included, left_out: out, stale } = info;
  return (
    <Dock className="apply-bar" region="apply" label={text('review.apply_plan')}>
      {job ? (
        <Working job={job} />
      ) : (
        <>
          <div role="status">
            <strong>{included + out === 0 ? text('review.nothing') : text('review.will_apply', { included, all: included + out })}</strong>
            <Rest info={info} />
          </div>
          <Button variant="secondary" onPress={acts.drop}>
            {text('review.drop')}
          </Button>
          <Button variant="accent" isDisabled={included === 0 || stale} onPress={acts.apply}>
            {text('review.apply', { count: included })}
          </Button>
        </>
      )}
    </Dock>
  );
}

function Rest({ info: { left_out: out, tabs } }: { info: PlanInfo }) {
  const text = useText();
  const parts = [
    out > 0 && text('review.left_out', { count: out }),
    tabs.refused > 0 && text('review.refused', { count: tabs.refused }),
    tabs.missing > 0 && text('review.stay', { count: tabs.missing }),
    tabs.deleted > 0 && text('review.delete', { count: tabs.deleted }),
  ];
  return <p className="soft">{parts.filter(Boolean).join(' · ')}</p>;
}

function Working({ job }: { job: Job }) {
  const text = useText();
  const phase = useJobPhase();
  const detail = useJobDetail();
  const { share } = paceOf(job.progress);
  return (
    <>
      <div className="apply-progress">
        <ProgressBar label={phase(job)} isIndeterminate={share === null} value={(share ?? 0) * 100} />
        <p className="soft">{detail(job)}</p>
      </div>
      <Button variant="secondary" isDisabled={job.stopping} onPress={() => cancelJob(job.key)}>
        {text('cancel')}
      </Button>
    </>
  );
}
