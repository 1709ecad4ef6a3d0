import { lazy, Suspense } from 'react';
import { exportDraft } from '../features/exports/draft';

const ExportDialog = lazy(() => import('../features/exports/ExportDialog').then((module) => ({ default: module.ExportDialog })));

/** Forms that are loaded when they are first opened. */
export function LateDialogs() {
  const draft = exportDraft.use();
  return <Suspense fallback={null}>{draft && <ExportDialog again={draft.again} />}</Suspense>;
}
