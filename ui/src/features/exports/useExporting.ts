import { ToastQueue } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { showFailure } from '../../app/failures';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { startJob } from '../../operations/jobs';
import { platform } from '../../platform';
import type { Request } from '../../platform/types';
import { fileName } from '../../ui/failureText';
import { rememberExport } from './made';

const TOAST_MS = 10_000;

/** Shows a file where the system can; else says where it is. */
export function useShowFile(): (path: string) => void {
  const text = useText();
  return (path) =>
    void platform()
      .showFile(path)
      .then((shown) => shown || ToastQueue.info(text('exports.at', { path }), { timeout: TOAST_MS }));
}

/** Writes an export behind the work, remembers it, and says what came of it. */
export function useExporting(): (request: Request<'export.write'>, ticked: number | null) => void {
  const text = useText();
  const navigate = useNavigate();
  const showFile = useShowFile();
  const workspace = useOperation('workspace.current', null).data?.path ?? '';
  return (request, ticked) => {
    const { only: _, except: __, ...kept } = request;
    void startJob('export.write', request)
      .done.then((report) => {
        rememberExport({ at: Date.now(), workspace, request: kept, ticked, report });
        const notes = report.notes.length;
        ToastQueue.positive(text('exports.written', { file: fileName(report.path), notes }), {
          timeout: TOAST_MS,
          actionLabel: text(notes > 0 ? 'exports.show_notes' : 'exports.show_file'),
          onAction: () => (notes > 0 ? void navigate({ to: '/exports' }) : showFile(report.path)),
          shouldCloseOnAction: true,
        });
      })
      .catch(showFailure);
  };
}
