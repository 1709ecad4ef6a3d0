import { useIntl } from 'react-intl';

const ABSOLUTE: Intl.DateTimeFormatOptions = { day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** Formats of instants that happened here, in this computer's zone. */
export function useWhen(): { absolute: (at: number) => string; short: (at: number) => string } {
  const intl = useIntl();
  const absolute = (at: number) => intl.formatDate(at, ABSOLUTE);
  const short = (at: number) => {
    const time = intl.formatDate(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const days = daysBetween(at, Date.now());
    if (days === 0) return intl.formatMessage({ id: 'when.today' }, { time });
    if (days === 1) return intl.formatMessage({ id: 'when.yesterday' }, { time });
    return intl.formatDate(at, { day: 'numeric', month: 'short', ...(days > 300 ? { year: 'numeric' } : {}) });
  };
  return { absolute, short };
}

const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** Calendar days from one instant to a later one. */
function daysBetween(from: number, to: number): number {
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}
