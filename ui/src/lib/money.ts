import { useIntl } from 'react-intl';

/** Amounts are kept in ten-thousandths. */
const UNIT = 10_000;

/** Writes an amount: with its currency where that is known, else as a bare number. */
export function useMoney(): (amount: number, currency: string | null) => string {
  const intl = useIntl();
  return (amount, currency) =>
    currency === null
      ? intl.formatNumber(amount / UNIT, { minimumFractionDigits: 2, maximumFractionDigits: 4 })
      : intl.formatNumber(amount / UNIT, { style: 'currency', currency });
}
