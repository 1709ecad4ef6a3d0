import type { Cell, ColumnKind } from '../../bindings/customer';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { useOrderStatus } from '../orders/status';
import { useStatusText } from '../subscribers/status';
import { useCellText } from './cells';

/** A changed value in words: groups and websites by their names, everything else as in the list. */
export function useFieldValue(): (field: string, value: Cell, kind: ColumnKind, zone: string) => string {
  const text = useText();
  const write = useCellText();
  const orderStatus = useOrderStatus();
  const subscriptionStatus = useStatusText();
  const settings = useOperation('settings.list', null).data;
  return (field, value, kind, zone) => {
    if (field === 'group_id' && value !== null && /^\d+$/.test(String(value)))
      return settings?.groups.find(({ id }) => id === Number(value))?.name ?? text('settings.group_unnamed', { id: value });
    if (field === '_website') return settings?.websites.find(({ code }) => code === value)?.name ?? String(value ?? '');
    // A subscription's and an order's are told apart by their values.
    if (field === 'status' && typeof value === 'string') return subscriptionStatus(orderStatus(value));
    return write(value, kind, zone);
  };
}
