import { ToastQueue } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { showFailure } from '../../app/failures';
import { useActs } from '../../app/useActs';
import type { SaveView } from '../../bindings/view';
import { useText } from '../../i18n';
import { operation, useOperation, write } from '../../operations';
import { queryClient } from '../../operations/client';
import { naming } from './naming';
import { useCurrentView } from './useLayout';
import { addressOf, type CustomerView, DEFAULT_VIEW, sameState, stateOf, viewsOf } from './views';

const TOAST_MS = 10_000;

const shown = (act: Promise<unknown>) => void act.catch(showFailure);

/** What can be done with the view shown. */
export function useViewActs() {
  const text = useText();
  const navigate = useNavigate();
  const { undo } = useActs();
  const { views, view, search, layout, forgetLayout } = useCurrentView();
  const inTeam = useOperation('workspace.current', null).data?.place === 'server';
  const state = stateOf(search, layout);
  const { saved } = view;
  const show = (to: CustomerView) => navigate({ to: '/customers', search: addressOf(to) });
  const keep = async (request: SaveView) => {
    const kept = await write('views.save', request);
    forgetLayout();
    return kept;
  };
  const remove = async (id: number, name: string) => {
    await write('views.delete', { id });
    const change = queryClient.getQueryData(operation('workspace.current', null).queryKey)?.last_change?.id ?? null;
    await show(viewsOf([])[0] as CustomerView);
    ToastQueue.neutral(text('view.deleted', { name }), { timeout: TOAST_MS, actionLabel: text('act.undo'), onAction: () => undo(change), shouldCloseOnAction: true });
  };
  const mine = saved?.mine === true;
  return {
    views,
    view,
    inTeam,
    mine,
    edited: !sameState(state, view.state),
    show: (to: CustomerView) => shown(show(to)),
    save: () => (saved && mine ? shown(keep({ id: saved.id, name: saved.name, shared: saved.shared, state })) : naming.set('new')),
    saveAs: () => naming.set('new'),
    rename: () => saved && mine && naming.set('rename'),
    share: () => saved && mine && shown(write('views.save', { ...saved, shared: !saved.shared })),
    setDefault: () => shown(write('views.set_default', { id: saved?.is_default ? null : (saved?.id ?? null) })),
    remove: () => saved && mine && shown(remove(saved.id, saved.name)),
    /** Shows the view as it was saved. */
    reset: () => {
      forgetLayout();
      shown(show(view));
    },
    /** Keeps what shows under a name of its own, and shows that. */
    keepNew: async (name: string, shared: boolean) => {
      const kept = await keep({ id: null, name, shared, state });
      await navigate({ to: '/customers', search: { ...search, view: String(kept.id) }, replace: true });
    },
    keepName: async (name: string, shared: boolean) => {
      if (saved) await write('views.save', { ...saved, name, shared });
    },
    isFirst: view.key === DEFAULT_VIEW && !views.some((other) => other.saved?.is_default),
  };
}

