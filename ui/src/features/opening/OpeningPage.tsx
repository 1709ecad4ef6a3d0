import { Navigate } from '@tanstack/react-router';
import { useOperation } from '../../operations';
import { FailedView } from './FailedView';
import { flow } from './flow';
import './Opening.css';
import { ReadingView } from './ReadingView';
import { SummaryView } from './SummaryView';

/** The reading of files: first rows and progress, then what came of it. */
export function OpeningPage() {
  const now = flow.use();
  const open = Boolean(useOperation('workspace.current', null).data);
  switch (now.step) {
    case 'reading':
      return <ReadingView job={now.job} request={now.request} />;
    case 'imported':
      return <SummaryView report={now.report} />;
    case 'failed':
      return <FailedView failure={now.failure} request={now.request} />;
    case 'asking':
      return null;
    default:
      return <Navigate to={open ? '/customers' : '/'} replace />;
  }
}
