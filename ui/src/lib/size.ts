import { useIntl } from 'react-intl';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Writes a file's size in the unit that fits it. */
export function useSize(): (bytes: number) => string {
  const intl = useIntl();
  return (bytes) => {
    const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
    const unit = UNITS[power] ?? 'byte';
    return intl.formatNumber(bytes / 1000 ** power, { style: 'unit', unit, maximumFractionDigits: power > 0 ? 1 : 0 });
  };
}
