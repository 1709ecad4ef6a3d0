import type { Source } from '../../bindings/history';
import { useText } from '../../i18n';

/** Where what a file brought stands. */
export function useSourceState(): (source: Source) => string {
  const text = useText();
  return ({ undone, change_set: change }) => text(undone ? 'imports.undone' : change === null ? 'imports.nothing_changed' : 'imports.kept');
}
