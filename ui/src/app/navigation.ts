import { useCallback } from 'react';
import { useMedia } from '../lib/useMedia';
import { usePreference } from '../lib/preferences';

/** Whether the window is narrower than 1200 px. */
export const useNarrow = () => useMedia('(max-width: 1199px)');

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
