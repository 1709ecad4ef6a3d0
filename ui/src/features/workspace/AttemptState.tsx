import { Content, Heading, InlineAlert, ProgressBar } from '@react-spectrum/s2';
import { useJobDetail, useJobPhase } from '../../app/status/jobText';
import { useJob } from '../../operations/jobs';
import { paceOf } from '../../operations/progress';
import { Details } from '../../ui/Details';
import { useFailureText } from '../../ui/failureText';
import type { Attempt } from './useAttempt';

/** How an attempt stands: its progress, or why it failed. A password that is asked for is said at its field. */
export function AttemptState({ attempt: { job: key, failure } }: { attempt: Attempt }) {
  const texts = useFailureText();
  const phase = useJobPhase();
  const detail = useJobDetail();
  const job = useJob(key);
  if (job) {
    const { share } = paceOf(job.progress);
    return (
      <div className="attempt">
        <ProgressBar label={phase(job)} isIndeterminate={share === null} value={(share ?? 0) * 100} />
        <p className="soft">{detail(job)}</p>
      </div>
    );
  }
  if (!failure || failure.code === 'password_needed') return null;
  const { title, body, details } = texts(failure);
  return (
    <div>
      <InlineAlert variant="negative">
        <Heading level={3}>{title}</Heading>
        <Content>{body}</Content>
      </InlineAlert>
      <Details text={details} />
    </div>
  );
}
