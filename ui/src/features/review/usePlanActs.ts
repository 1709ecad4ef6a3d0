import { ToastQueue } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { showFailure } from '../../app/failures';
import type { PlanFilter, PlanOptions } from '../../bindings/plan';
import { type Format, useText } from '../../i18n';
import { write } from '../../operations';
import { JobCancelled, startJob } from '../../operations/jobs';
import { platform } from '../../platform';
import { leaveFlow, openAgain, planApplied, takePlanned } from '../opening/flow';
import { doWithPlan, planJob } from './planJobs';

const TOAST_MS = 10_000;

async function exportPlan(text: Format, format: 'csv' | 'json', filter: PlanFilter) {
  const path = await platform().pickSave(`plan.${format}`, text('pick.plan'));
  if (!path) return;
  const { rows } = await startJob('plan.export', { path, format, filter }).done;
  ToastQueue.positive(text('review.exported', { rows }), { timeout: TOAST_MS });
}

/** What can be done with the plan. Failures are shown by the shell; the plan stays. */
export function usePlanActs() {
  const text = useText();
  const navigate = useNavigate();
  return useMemo(() => {
    const failed = (error: unknown) => {
      if (error instanceof JobCancelled) ToastQueue.neutral(text('opening.cancelled'), { timeout: TOAST_MS });
      else showFailure(error);
    };
    const drop = async () => {
      await write('plan.drop', null);
      const request = takePlanned();
      await navigate({ to: '/imports' });
      const again = request && { actionLabel: text('review.open_again'), onAction: () => openAgain(request), shouldCloseOnAction: true };
      ToastQueue.neutral(text('review.dropped'), { timeout: TOAST_MS, ...again });
      leaveFlow();
    };
    return {
      apply: () => {
        if (!planJob.get()) void doWithPlan('plan.apply', null).then(planApplied).catch(failed);
      },
      change: (options: PlanOptions) => {
        if (!planJob.get()) void doWithPlan('plan.change', options).catch(failed);
      },
      drop: () => void drop().catch(showFailure),
      exportPlan: (format: 'csv' | 'json', filter: PlanFilter) => void exportPlan(text, format, filter).catch(showFailure),
      leaveOut: (indexes: readonly number[], filter: PlanFilter | null, out: boolean) =>
        void write('plan.leave_out', { indexes: [...indexes], filter, out }).catch(showFailure),
    };
  }, [text, navigate]);
}

/** What can be done with the plan. */
export type PlanActs = ReturnType<typeof usePlanActs>;
