import { Navigate } from '@tanstack/react-router';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { FailedView } from './FailedView';
import { flow } from './flow';
import './Opening.css';
import { ReadingView } from './ReadingView';
import { SummaryView } from './SummaryView';

/** The reading of files: first rows and progress, then what came of it. */
export function OpeningPage() {
  const text = useText();
  const now = flow.use();
  const open = Boolean(useOperation('workspace.current', null).data);
  switch (now.step) {
    case 'reading':
      return <ReadingView job={now.job} request={now.request} />;
    case 'imported':
      return <SummaryView report={now.report} title={text('summary.title')} />;
    case 'applied':
      return <SummaryView report={now.report} title={text('summary.applied')} />;
    case 'mapping':
      return <Navigate to="/opening/mapping" replace />;
    case 'failed':
      return <FailedView failure={now.failure} request={now.request} />;
    case 'asking':
    case 'planned':
      return null;
    default:
      return <Navigate to={open ? '/customers' : '/'} replace />;
  }
}
