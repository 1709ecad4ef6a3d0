import type { Cell, ColumnKind } from '../../bindings/customer';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { useCellText } from './cells';

/** A changed value in words: groups by their names, everything else as in the list. */
export function useFieldValue(): (field: string, value: Cell, kind: ColumnKind, zone: string) => string {
  const text = useText();
  const write = useCellText();
  const groups = useOperation('settings.list', null).data?.groups ?? [];
  return (field, value, kind, zone) => {
    if (field === 'group_id' && value !== null && /^\d+$/.test(String(value)))
      return groups.find(({ id }) => id === Number(value))?.name ?? text('settings.group_unnamed', { id: value });
    return write(value, kind, zone);
  };
}
