import { AlertDialog, DialogContainer } from '@react-spectrum/s2';
import { useText } from '../i18n';
import { platform } from '../platform';
import { shellDialog } from './dialogs';

/** Closing while jobs run asks. */
export function ClosingDialog() {
  const text = useText();
  const dialog = shellDialog.use();
  const jobs = typeof dialog === 'object' && dialog ? dialog.closing : 0;
  return (
    <DialogContainer onDismiss={() => shellDialog.set(null)}>
      {jobs > 0 && (
        <AlertDialog
          title={text('closing.title', { jobs })}
          variant="warning"
          primaryActionLabel={text('closing.close')}
          cancelLabel={text('closing.stay')}
          onPrimaryAction={() => void platform().close()}
        >
          {text('closing.text', { jobs })}
        </AlertDialog>
      )}
    </DialogContainer>
  );
}
