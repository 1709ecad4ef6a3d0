import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { operation } from '../operations';
import { queryClient } from '../operations/client';
import { platform } from '../platform';

const KEY = operation('preferences.get', null);

/** Rests between a change and its being kept, so that dragging a column does not write at every step. */
const REST_MS = 300;

let pending: ReturnType<typeof setTimeout> | undefined;

/** Sets a preference: seen at once, kept after a rest. */
function setPreference(name: string, value: unknown): void {
  const values = { ...queryClient.getQueryData(KEY.queryKey)?.values, [name]: value };
  queryClient.setQueryData(KEY.queryKey, { values });
  clearTimeout(pending);
  pending = setTimeout(() => void platform().call('preferences.set', { values }).catch(() => {}), REST_MS);
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

/** Light, dark, or the system's. */
export const useTheme = () => usePreference<Theme>('theme', 'system');
/** Height of rows. */
export const useDensity = () => usePreference<Density>('density', 'standard');
/** Whether single letters act while a list has focus. */
export const useSingleKeys = () => usePreference('singleKeys', true);
