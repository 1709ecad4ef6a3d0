import { ToastQueue } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { RecordKey } from '../bindings/history';
import type { RecentWorkspace } from '../bindings/workspace';
import { openFiles } from '../features/opening/flow';
import { connecting, moving } from '../features/workspace/dialogs';
import { type Format, useText } from '../i18n';
import { operation, write } from '../operations';
import { queryClient } from '../operations/client';
import { startJob } from '../operations/jobs';
import { platform } from '../platform';
import { showFailure } from './failures';

const TOAST_MS = 10_000;

const current = () => queryClient.getQueryData(operation('workspace.current', null).queryKey);

async function chooseFiles(text: Format) {
  openFiles(await platform().pickFiles(text('pick.files')));
}

async function locate(text: Format, gone: string) {
  const paths = await platform().pickFiles(text('pick.files'));
  if (paths.length === 0) return;
  await write('workspace.forget', { path: gone });
  openFiles(paths);
}

async function newWorkspace(text: Format): Promise<boolean> {
  const path = await platform().pickSave(`${text('workspace.new_name')}.clientele`, text('pick.workspace'));
  if (path) await write('workspace.create', { path });
  return path !== null;
}

async function saveCopy(text: Format) {
  const name = current()?.name;
  if (!name) return;
  const path = await platform().pickSave(text('workspace.copy_name', { name }) + '.clientele', text('pick.copy'));
  if (!path) return;
  await startJob('workspace.save_copy', { path }).done;
  ToastQueue.positive(text('workspace.copied'), { timeout: TOAST_MS });
}

async function diagnostics(text: Format) {
  const path = await platform().pickSave('clientele-diagnostics.txt', text('pick.diagnostics'));
  if (!path) return;
  await startJob('program.diagnostics', { path }).done;
  ToastQueue.neutral(text('diagnostics.written'), { timeout: TOAST_MS });
}

async function undo(text: Format, change: number | null, records: RecordKey[] | null) {
  const { undone } = await startJob('changes.undo', { change_set: change, records }).done;
  ToastQueue.neutral(text('undo.done', { number: undone }), { timeout: TOAST_MS });
}

async function logFolder(text: Format) {
  if (await platform().openLogFolder()) return;
  const { log_folder: folder } = await queryClient.ensureQueryData(operation('program.info', null));
  ToastQueue.info(text('log_folder.at', { folder }), { timeout: TOAST_MS });
}

/** What can be done from everywhere. Failures are shown by the shell. */
export function useActs() {
  const text = useText();
  const navigate = useNavigate();
  return useMemo(() => {
    const shown = (act: Promise<unknown>) => void act.catch(showFailure);
    return {
      chooseFiles: () => shown(chooseFiles(text)),
      locate: (gone: string) => shown(locate(text, gone)),
      openWorkspace: ({ path, place }: Pick<RecentWorkspace, 'path' | 'place'>) => (place === 'server' ? connecting.set({ url: path }) : openFiles([path])),
      connect: () => connecting.set({ url: '' }),
      move: () => moving.set(true),
      newWindow: (address: string) => shown(platform().openWindow(address)),
      newWorkspace: () => shown(newWorkspace(text).then((made) => (made ? navigate({ to: '/customers' }) : undefined))),
      closeWorkspace: () => shown(write('workspace.close', null).then(() => navigate({ to: '/' }))),
      saveCopy: () => shown(saveCopy(text)),
      diagnostics: () => shown(diagnostics(text)),
      undo: (change: number | null = null, records: RecordKey[] | null = null) => shown(undo(text, change, records)),
      logFolder: () => shown(logFolder(text)),
    };
  }, [text, navigate]);
}
