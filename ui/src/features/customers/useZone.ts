import { useShownZone } from '../../lib/preferences';
import { useOperation } from '../../operations';

/** The zone that a person chose for all instants; nothing where each website has its own. */
function useChosenZone(): string | null {
  const [shown] = useShownZone();
  if (shown === 'website') return null;
  return shown === 'utc' ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The time zone in which a website's instants are shown, by its key; UTC of a record that tells none, as it was read. */
export function useZone(): (website: number | null) => string {
  const chosen = useChosenZone();
  const settings = useOperation('settings.list', null).data;
  return (website) => (website === null ? 'UTC' : (chosen ?? settings?.websites.find(({ id }) => id === website)?.time_zone ?? 'UTC'));
}

/** The name of a website, by its key. */
export function useWebsiteName(): (website: number) => string {
  const websites = useOperation('settings.list', null).data?.websites;
  return (website) => {
    const found = websites?.find(({ id }) => id === website);
    return found?.name ?? found?.code ?? '';
  };
}
