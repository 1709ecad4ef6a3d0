import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../../app/commands';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { useViewActs } from './useViewActs';
import { addressOf, viewsOf } from './views';

/** Keys of a view by its place in the list: only the first nine have some (ui.md 8). */
export const keysOfPlace = (place: number): string | undefined => (place < 9 ? `Mod+${place + 1}` : undefined);

/** Every view, from everywhere. */
export function useViewCommands(open: boolean): Command[] {
  const text = useText();
  const navigate = useNavigate();
  const saved = useOperation('views.list', null, { enabled: open }).data;
  return useMemo(
    () =>
      viewsOf(saved ?? []).map((view, place): Command => {
        const keys = keysOfPlace(place);
        return {
          id: `view.${view.key}`,
          title: 'view.show',
          values: { name: view.saved?.name ?? text('view.default') },
          section: 'go',
          ...(keys ? { keys } : {}),
          enabled: open,
          run: () => void navigate({ to: '/customers', search: addressOf(view) }),
        };
      }),
    [saved, open, text, navigate],
  );
}

/** What can be done with the view shown. */
export function useViewPageCommands(): Command[] {
  const acts = useViewActs();
  // The list stays the same while its entries do: it is asked for on every render of the page.
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  const { edited, mine, inTeam, isFirst, view } = acts;
  const shared = view.saved?.shared === true;
  const isDefault = view.saved?.is_default === true;
  return useMemo(() => {
    const section = 'page' as const;
    return [
      { id: 'view.save', title: 'view.command.save', section, enabled: edited && mine, run: () => latest.current.save() },
      { id: 'view.save_as', title: 'view.command.save_as', section, run: () => latest.current.saveAs() },
      { id: 'view.reset', title: 'view.command.reset', section, enabled: edited, run: () => latest.current.reset() },
      { id: 'view.rename', title: 'view.command.rename', section, enabled: mine, run: () => latest.current.rename() },
      { id: 'view.share', title: shared ? 'view.unshare' : 'view.share', section, enabled: inTeam && mine, run: () => latest.current.share() },
      { id: 'view.set_default', title: isDefault ? 'view.no_default' : 'view.set_default', section, enabled: !isFirst, run: () => latest.current.setDefault() },
      { id: 'view.delete', title: 'view.command.delete', section, enabled: mine, run: () => latest.current.remove() },
    ];
  }, [edited, mine, inTeam, isFirst, shared, isDefault]);
}
