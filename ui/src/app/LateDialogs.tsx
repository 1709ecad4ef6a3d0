import { lazy, Suspense } from 'react';
import { exportDraft } from '../features/exports/draft';
import { naming } from '../features/views/naming';
import { connecting, moving } from '../features/workspace/dialogs';

const ExportDialog = lazy(() => import('../features/exports/ExportDialog').then((module) => ({ default: module.ExportDialog })));

const ConnectDialog = lazy(() => import('../features/workspace/ConnectDialog').then((module) => ({ default: module.ConnectDialog })));
const MoveDialog = lazy(() => import('../features/workspace/MoveDialog').then((module) => ({ default: module.MoveDialog })));

const NameDialog = lazy(() => import('../features/views/NameDialog').then((module) => ({ default: module.NameDialog })));

/** Forms that are loaded when they are first opened. */
export function LateDialogs() {
  const draft = exportDraft.use();
  const server = connecting.use();
  const moves = moving.use();
  const named = naming.use();
  return (
    <Suspense fallback={null}>
      {draft && <ExportDialog again={draft.again} />}
      {server && <ConnectDialog url={server.url} />}
      {moves && <MoveDialog />}
      {named && <NameDialog of={named} />}
    </Suspense>
  );
}
