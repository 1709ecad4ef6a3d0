import { useIntl } from 'react-intl';
import type { QueryPart } from '../bindings/customer';
import { useFieldLabel } from '../features/customers/cells';
import { isMessageId, useText } from '../i18n';

/** A condition in words: field, operator, values; a nested group as its text. */
export function useChipText(): (part: QueryPart) => string {
  const text = useText();
  const intl = useIntl();
  const label = useFieldLabel();
  return ({ text: written, leaf }) => {
    const id = `chip.${leaf?.operator ?? ''}`;
    if (!leaf || !isMessageId(id)) return written;
    const values = intl.formatList(leaf.values, { type: leaf.operator === 'between' ? 'conjunction' : 'disjunction' });
    return [label(leaf.field), text(id), values].filter(Boolean).join(' ');
  };
}
