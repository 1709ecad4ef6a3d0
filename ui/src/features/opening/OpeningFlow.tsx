import { ToastQueue } from '@react-spectrum/s2';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useText } from '../../i18n';
import { flow, type Flow, leaveFlow } from './flow';
import { QuestionsDialog } from './QuestionsDialog';

const TOAST_MS = 10_000;

/** Leads from files to rows: shows the reading, asks, and ends at the customers or the summary. */
export function OpeningFlow() {
  const text = useText();
  const navigate = useNavigate();
  const now = flow.use();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const goOn = useEffectEvent((step: Flow['step']) => {
    const watching = path === '/opening';
    const steps: Partial<Record<Flow['step'], () => void>> = {
      reading: () => void navigate({ to: '/opening' }),
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
  return now.step === 'asking' ? <QuestionsDialog request={now.request} questions={now.questions} /> : null;
}
