import { Button } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { usePlanActs } from '../review/usePlanActs';
import './Imports.css';

/** The plan that waits for review, if there is one. */
export function WaitingPlan() {
  const text = useText();
  const navigate = useNavigate();
  const acts = usePlanActs();
  const plan = useOperation('plan.get', null).data;
  if (!plan) return null;
  return (
    <section className="card waiting-plan" data-region="plan" aria-label={text('imports.waiting')}>
      <div>
        <h2>{text('imports.waiting')}</h2>
        <p className="clip">{plan.sources.map(({ name }) => name).join(', ')}</p>
        <p className="soft">{text('review.will_apply', { included: plan.included, all: plan.included + plan.left_out })}</p>
      </div>
      <Button variant="secondary" onPress={acts.drop}>
        {text('review.drop')}
      </Button>
      <Button variant="accent" onPress={() => void navigate({ to: '/imports/review' })}>
        {text('imports.review')}
      </Button>
    </section>
  );
}
