import { useOperation } from '../../operations';

/** The time zone of a website, by its key. */
export function useZone(): (website: number) => string {
  const settings = useOperation('settings.list', null).data;
  return (website) => settings?.websites.find(({ id }) => id === website)?.time_zone ?? 'UTC';
}
