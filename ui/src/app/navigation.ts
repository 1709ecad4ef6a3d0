import { useCallback, useSyncExternalStore } from 'react';
import { usePreference } from '../lib/preferences';

const NARROW = '(max-width: 1199px)';

const subscribe = (listener: () => void) => {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Whether the window is narrower than 1200 px. */
export const useNarrow = () => useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);

/** Whether the navigation is a rail of icons: below 1200 px unless pinned open, above when folded by Ctrl B. */
export function useNavigationPin(): { rail: boolean; toggle: () => void } {
  const narrow = useNarrow();
  const [pinned, setPinned] = usePreference('navigation.pinned', false);
  const [folded, setFolded] = usePreference('navigation.folded', false);
  const toggle = useCallback(
    () => (narrow ? setPinned(!pinned) : setFolded(!folded)),
    [narrow, pinned, folded, setPinned, setFolded],
  );
  return { rail: narrow ? !pinned : folded, toggle };
}
