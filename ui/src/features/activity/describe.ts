import { useIntl } from 'react-intl';
import type { ChangeSet } from '../../bindings/history';
import { isMessageId, useText } from '../../i18n';

/** What a change set did, in a few words. */
export function useChangeText(): (change: ChangeSet) => string {
  const text = useText();
  const intl = useIntl();
  return ({ kind, subjects, undoes }) => {
    const names = intl.formatList(subjects);
    if (kind === 'import') return text('change.import', { names });
    if (kind === 'undo') return text('change.undo', { number: undoes ?? 0 });
    const [table = '', name = ''] = subjects;
    const id = `change.of.${table}`;
    return isMessageId(id) ? text(id, { name }) : text('change.setting', { names });
  };
}
