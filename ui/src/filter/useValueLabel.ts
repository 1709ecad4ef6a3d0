import { useIntl } from 'react-intl';
import type { ColumnKind } from '../bindings/customer';
import { useFindingText } from '../features/findings/text';
import { useStatusText } from '../features/subscribers/status';
import { isMessageId, useText } from '../i18n';

const MONTH: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' };
const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };

/** A value of a field as a condition, a facet or a chart has it. */
export interface FieldValueOf {
  readonly field: string;
  readonly kind: ColumnKind | undefined;
  /** What conditions compare with; null for no value. */
  readonly value: string | null;
  /** What the store calls it, where that is known. */
  readonly label?: string;
}

/** Writes a value in the chosen language: countries, months, days, yes and no, and the platform's words. */
export function useValueLabel(): (of: FieldValueOf) => string {
  const text = useText();
  const intl = useIntl();
  const finding = useFindingText();
  const status = useStatusText();
  return ({ field, kind, value, label }) => {
    const none = `none.${field}`;
    if (value === null || value === '') return text(isMessageId(none) ? none : 'facet.no_value');
    const word = `value.${field}.${value.toLowerCase()}`;
    if (isMessageId(word)) return text(word);
    if (kind === 'yes_no') return text(['1', 'true', 'yes'].includes(value.toLowerCase()) ? 'yes' : 'no');
    if (kind === 'instant' || kind === 'date') return dayText(value);
    if (field === 'finding') return finding.name(value);
    if (field === 'newsletter') return status(value);
    if (/(^|_)country$/.test(field) && /^[a-z]{2}$/i.test(value)) return intl.formatDisplayName(value.toUpperCase(), { type: 'region' }) ?? value;
    return label || value;
  };

  function dayText(value: string): string {
    if (/^\d{4}-\d{2}$/.test(value)) return intl.formatDate(`${value}-01T00:00:00Z`, MONTH);
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return intl.formatDate(`${value}T00:00:00Z`, DAY);
    const [, sign, count, unit] = /^([+-])(\d+)([dwmy])$/.exec(value) ?? [];
    if (unit === undefined || count === undefined) return value;
    return intl.formatRelativeTime(Number(sign + count), UNITS[unit as keyof typeof UNITS], { numeric: count === '0' || count === '1' ? 'auto' : 'always' });
  }
}

const UNITS = { d: 'day', w: 'week', m: 'month', y: 'year' } as const;
