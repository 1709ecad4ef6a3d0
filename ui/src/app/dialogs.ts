import { createStore } from '../lib/store';

/** A dialog of the shell. */
export type ShellDialog = 'palette' | 'keyboard' | 'about' | { closing: number };

/** The dialog shown. */
export const shellDialog = createStore<ShellDialog | null>(null);

/** Closes a dialog, unless another one has taken its place. */
export const closeDialog = (dialog: ShellDialog) => (): void => {
  if (shellDialog.get() === dialog) shellDialog.set(null);
};
