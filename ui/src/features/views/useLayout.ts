import { useLocation, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import type { Density, Layout } from '../../bindings/view';
import { useDensity, usePreference } from '../../lib/preferences';
import { useOperation } from '../../operations';
import { parseView, type ViewSearch } from '../customers/view';
import { type CustomerView, NO_LAYOUT, viewOf, viewsOf } from './views';

/** What this person arranged and did not save, by view. */
type Unsaved = Record<string, Layout>;
const NOTHING: Unsaved = {};

/** The view that the address names, with the columns as they are arranged now, saved or not. */
export function useCurrentView() {
  const address: Record<string, unknown> = useSearch({ strict: false });
  const search: ViewSearch = parseView(address);
  const workspace = useOperation('workspace.current', null).data?.path ?? '';
  const saved = useOperation('views.list', null, { enabled: workspace !== '' }).data ?? [];
  const [unsaved, setUnsaved] = usePreference('customers.layouts', NOTHING);
  const views = viewsOf(saved);
  const view = viewOf(views, search);
  // Keys of views are unique in their workspace only.
  const place = ({ key, saved: kept }: CustomerView) => (kept ? `${key} ${workspace}` : key);
  const own = unsaved[place(view)];
  return {
    views,
    view,
    search,
    layout: own ?? view.state.layout ?? NO_LAYOUT,
    setLayout: (layout: Layout) => setUnsaved({ ...unsaved, [place(view)]: layout }),
    /** Takes the columns as they were saved. */
    forgetLayout: () => {
      if (!own) return;
      const { [place(view)]: _, ...others } = unsaved;
      setUnsaved(others);
    },
  };
}


/** Sets the height of rows: of the view shown where one shows, else the person's usual one. */
export function useSetDensity(): (density: Density) => void {
  const { pathname } = useLocation();
  const { layout, setLayout } = useCurrentView();
  const [, setUsual] = useDensity();
  const latest = useRef({ pathname, layout, setLayout });
  useEffect(() => {
    latest.current = { pathname, layout, setLayout };
  });
  return useCallback(
    (density: Density) => {
      const now = latest.current;
      if (now.pathname === '/customers') now.setLayout({ ...now.layout, density });
      else setUsual(density);
    },
    [setUsual],
  );
}
