import { ToastQueue } from '@react-spectrum/s2';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useActs } from '../../app/useActs';
import { useText } from '../../i18n';
import { flow, type Flow, leaveFlow, openAgain, reviewPlan, waiting } from './flow';
import { QuestionsDialog } from './QuestionsDialog';

const TOAST_MS = 10_000;

/** Leads from files to rows: shows the reading, asks, and ends at the customers or the summary. */
export function OpeningFlow() {
  const text = useText();
  const navigate = useNavigate();
  const now = flow.use();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const acts = useActs();
  const toast = (words: string, actionLabel: string, onAction: () => void) =>
    ToastQueue.neutral(words, { timeout: TOAST_MS, actionLabel, onAction, shouldCloseOnAction: true });
  const goOn = useEffectEvent((step: Flow['step']) => {
    const watching = path.startsWith('/opening');
    const steps: Partial<Record<Flow['step'], () => void>> = {
      reading: () => void navigate({ to: '/opening' }),
      mapping: () => void navigate({ to: '/opening/mapping' }),
      failed: () => void navigate({ to: '/opening' }),
      opened: () => {
        leaveFlow();
        void navigate({ to: '/customers' });
      },
      cancelled: () => {
        leaveFlow();
        if (watching) void navigate({ to: '/customers' });
        ToastQueue.neutral(text('opening.cancelled'), { timeout: TOAST_MS });
      },
      planned: () => {
        const dropped = now.step === 'planned' ? now.dropped : null;
        if (dropped) toast(text('review.replaced'), text('review.open_again'), () => openAgain(dropped));
        const review = () => navigate({ to: '/imports/review' });
        // The page of the reading leads elsewhere once nothing is read: it is left first.
        if (watching) void review().then(reviewPlan);
        else {
          reviewPlan();
          toast(text('review.ready'), text('review.go'), () => void review());
        }
      },
      applied: () => {
        if (now.step !== 'applied') return;
        const { change_set: change, plan } = now.report;
        if (path === '/imports/review') void navigate({ to: '/opening' });
        else if (change !== null) toast(text('review.applied', { count: plan.created + plan.changed + plan.deleted }), text('undo'), () => acts.undo(change));
      },
      imported: () => {
        if (watching) return;
        ToastQueue.positive(text('opening.read'), {
          timeout: TOAST_MS,
          actionLabel: text('opening.show_summary'),
          onAction: () => void navigate({ to: '/opening' }),
          shouldCloseOnAction: true,
        });
      },
    };
    steps[step]?.();
  });
  useEffect(() => goOn(now.step), [now]);
  // What comes while a mapping waits on another page leads back to it: it is read after that.
  const queued = waiting.use().length;
  const showMapping = useEffectEvent((files: number) => {
    if (now.step === 'mapping' && files > 0) void navigate({ to: '/opening/mapping' });
  });
  useEffect(() => showMapping(queued), [queued]);
  return now.step === 'asking' ? <QuestionsDialog request={now.request} questions={now.questions} /> : null;
}
