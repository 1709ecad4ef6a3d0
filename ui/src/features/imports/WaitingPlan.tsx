import { Button } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { flow } from '../opening/flow';
import { usePlanActs } from '../review/usePlanActs';
import './Imports.css';

/** A file whose columns are not told yet, if there is one. */
function WaitingMapping() {
  const text = useText();
  const navigate = useNavigate();
  const now = flow.use();
  if (now.step !== 'mapping') return null;
  return (
    <section className="card waiting-plan" data-region="plan" aria-label={text('imports.unmapped')}>
      <div>
        <h2>{text('imports.unmapped')}</h2>
        <p className="clip">{now.table.file}</p>
      </div>
      <Button variant="secondary" onPress={() => void navigate({ to: '/opening/mapping' })}>
        {text('imports.go_on')}
      </Button>
    </section>
  );
}

/** The plan that waits for review, or else a file that waits for its mapping. */
export function WaitingPlan() {
  const text = useText();
  const navigate = useNavigate();
  const acts = usePlanActs();
  const plan = useOperation('plan.get', null).data;
  if (!plan) return <WaitingMapping />;
  const drop = () => {
    acts.drop();
    // The card goes away with the plan.
    document.querySelector<HTMLElement>('.grid, main')?.focus();
  };
  return (
    <section className="card waiting-plan" data-region="plan" aria-label={text('imports.waiting')}>
      <div>
        <h2>{text('imports.waiting')}</h2>
        <p className="clip">{plan.sources.map(({ name }) => name).join(', ')}</p>
        <p className="soft">{text('review.will_apply', { included: plan.included, all: plan.included + plan.left_out })}</p>
      </div>
      <Button variant="secondary" onPress={drop}>
        {text('review.drop')}
      </Button>
      <Button variant="accent" onPress={() => void navigate({ to: '/imports/review' })}>
        {text('imports.review')}
      </Button>
    </section>
  );
}
