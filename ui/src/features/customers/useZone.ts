import { useOperation } from '../../operations';

/** The time zone of a website, by its key; UTC of a record that tells none, as it was read. */
export function useZone(): (website: number | null) => string {
  const settings = useOperation('settings.list', null).data;
  return (website) => settings?.websites.find(({ id }) => id === website)?.time_zone ?? 'UTC';
}

/** The name of a website, by its key. */
export function useWebsiteName(): (website: number) => string {
  const websites = useOperation('settings.list', null).data?.websites;
  return (website) => {
    const found = websites?.find(({ id }) => id === website);
    return found?.name ?? found?.code ?? '';
  };
}
