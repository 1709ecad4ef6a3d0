import { useIntl } from 'react-intl';
import type { Cell, ColumnInfo, ColumnKind } from '../../bindings/customer';
import { isMessageId, useText } from '../../i18n';
import { useMoney } from '../../lib/money';

/** A column's label: the platform's words, or the attribute's code. */
export function useFieldLabel(): (field: string) => string {
  const text = useText();
  return (field) => {
    const id = `field.${field}`;
    return isMessageId(id) ? text(id) : field.replace(/^attr\./, '');
  };
}

const INSTANT: Intl.DateTimeFormatOptions = { day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const DAY: Intl.DateTimeFormatOptions = { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' };

/** Writes a cell: instants in their website's zone, calendar dates without any shift. */
export function useCellText(): (value: Cell, kind: ColumnKind, zone: string) => string {
  const intl = useIntl();
  const text = useText();
  const money = useMoney();
  return (value, kind, zone) => {
    if (value === null || value === '') return '';
    if (kind === 'instant' && typeof value === 'number') return intl.formatDate(value, { ...INSTANT, timeZone: zone });
    if (kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(String(value))) return intl.formatDate(`${value}T00:00:00Z`, DAY);
    if (kind === 'money' && typeof value === 'number') return money(value, null);
    if (kind === 'yes_no' || kind === 'existence') return text(['1', 'true', 'yes', 'Yes'].includes(String(value)) ? 'yes' : 'no');
    return String(value);
  };
}

/** Widths by what a column holds. */
export function widthOf({ field, kind }: ColumnInfo): number {
  if (field === 'name') return 240;
  if (field === 'email') return 260;
  if (field === 'entity_id') return 84;
  return { instant: 156, date: 120, number: 100, choice: 140, yes_no: 100, existence: 110, multi_select: 180, text: 150, money: 120 }[kind];
}

/** Numbers and dates stand at the end. */
export const standsAtEnd = (kind: ColumnKind): boolean => kind === 'number' || kind === 'instant' || kind === 'date' || kind === 'money';
