import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Preferences } from '../bindings/settings';
import { operation } from '../operations';
import { queryClient } from '../operations/client';
import { platform } from '../platform';

const KEY = operation('preferences.get', null);

let kept: Preferences | undefined;
let keeping = false;

/** Keeps the newest choices; one write at a time, so that dragging a column does not write at every step. */
async function keep(): Promise<void> {
  if (keeping) return;
  keeping = true;
  for (let now = queryClient.getQueryData(KEY.queryKey); now && now !== kept; now = queryClient.getQueryData(KEY.queryKey)) {
    kept = now;
    await platform().call('preferences.set', now).catch(() => {});
  }
  keeping = false;
}

/** Sets a preference: seen at once, and kept. */
function setPreference(name: string, value: unknown): void {
  queryClient.setQueryData(KEY.queryKey, { values: { ...queryClient.getQueryData(KEY.queryKey)?.values, [name]: value } });
  void keep();
}

/** Changes a preference by what it was. */
export function changePreference<T>(name: string, fallback: T, change: (before: T) => T): void {
  const before = queryClient.getQueryData(KEY.queryKey)?.values[name] as T | undefined;
  setPreference(name, change(before ?? fallback));
}

/** A preference of this person on this computer, and how to set it. */
export function usePreference<T>(name: string, fallback: T): [T, (value: T) => void] {
  const { data } = useQuery(KEY);
  const set = useCallback((value: T) => setPreference(name, value), [name]);
  return [(data?.values[name] as T | undefined) ?? fallback, set];
}

/** A choice of the window's look. */
export type Theme = 'system' | 'light' | 'dark';
/** Height of the rows of lists. */
export type Density = 'compact' | 'standard' | 'comfortable';

/** In which time zone instants of the store are shown. */
export type ShownZone = 'website' | 'computer' | 'utc';

/** The time zone of instants of the store. */
export const useShownZone = () => usePreference<ShownZone>('zone', 'website');
/** The folder in which saving an export begins; the system's choice for nothing. */
export const useExportFolder = () => usePreference<string | null>('folders.exports', null);
/** Light, dark, or the system's. */
export const useTheme = () => usePreference<Theme>('theme', 'system');
/** Height of rows. */
export const useDensity = () => usePreference<Density>('density', 'standard');
/** Whether single letters act while a list has focus. */
export const useSingleKeys = () => usePreference('singleKeys', true);
