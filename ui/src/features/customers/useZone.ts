import { useOperation } from '../../operations';

/** The time zone of a website, by its key. */
export function useZone(): (website: number) => string {
  const settings = useOperation('settings.list', null).data;
  return (website) => settings?.websites.find(({ id }) => id === website)?.time_zone ?? 'UTC';
}

/** The time zone of all websites, where they share one: for rows that do not tell their website. */
export function useCommonZone(): string {
  const websites = useOperation('settings.list', null).data?.websites ?? [];
  const [zone, ...others] = new Set(websites.map(({ time_zone: zoneOf }) => zoneOf));
  return zone !== undefined && others.length === 0 ? zone : 'UTC';
}

/** The name of a website, by its key. */
export function useWebsiteName(): (website: number) => string {
  const websites = useOperation('settings.list', null).data?.websites;
  return (website) => {
    const found = websites?.find(({ id }) => id === website);
    return found?.name ?? found?.code ?? '';
  };
}
