import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { parseView, type ViewSearch } from '../features/customers/view';
import { parseReview } from '../features/review/view';
import { addressOf, viewsOf } from '../features/views/views';
import { operation } from '../operations';
import { queryClient } from '../operations/client';
import { Shell } from './Shell';

const root = createRootRoute({ component: Shell });

const page = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

/** Pages of a workspace lead to the start page while none is open. */
const inWorkspace = async () => {
  if (!(await queryClient.ensureQueryData(operation('workspace.current', null)))) throw redirect({ to: '/' });
};

/** Who comes to the list without asking for anything begins with the view chosen for that. */
const beginWithDefault = async (search: ViewSearch) => {
  if (Object.keys(search).length > 0) return;
  const saved = await queryClient.ensureQueryData(operation('views.list', null));
  const first = viewsOf(saved).find((view) => view.saved?.is_default);
  if (first) throw redirect({ to: '/customers', search: addressOf(first), replace: true });
};

const start = createRoute({
  ...page('/'),
  component: lazyRouteComponent(() => import('../features/start/StartPage'), 'StartPage'),
});
const opening = createRoute({
  ...page('/opening'),
  component: lazyRouteComponent(() => import('../features/opening/OpeningPage'), 'OpeningPage'),
});
const mapping = createRoute({
  ...page('/opening/mapping'),
  component: lazyRouteComponent(() => import('../features/mapping/MappingPage'), 'MappingPage'),
});
const overview = createRoute({
  ...page('/overview'),
  beforeLoad: inWorkspace,
  component: lazyRouteComponent(() => import('../features/overview/OverviewPage'), 'OverviewPage'),
});
const customers = createRoute({
  ...page('/customers'),
  validateSearch: parseView,
  beforeLoad: async ({ search }) => {
    await inWorkspace();
    await beginWithDefault(search);
  },
  component: lazyRouteComponent(() => import('../features/customers/CustomersPage'), 'CustomersPage'),
});
const customer = createRoute({
  ...page('/customers/$id'),
  validateSearch: parseView,
  beforeLoad: inWorkspace,
  component: lazyRouteComponent(() => import('../features/customer/CustomerPage'), 'CustomerPage'),
});
const orders = createRoute({
  ...page('/orders'),
  beforeLoad: inWorkspace,
  component: lazyRouteComponent(() => import('../features/orders/OrdersPage'), 'OrdersPage'),
});
const subscribers = createRoute({
  ...page('/subscribers'),
  beforeLoad: inWorkspace,
  component: lazyRouteComponent(() => import('../features/subscribers/SubscribersPage'), 'SubscribersPage'),
});
const findings = createRoute({
  ...page('/findings'),
  validateSearch: ({ code }: Record<string, unknown>): { code?: string } => (typeof code === 'string' ? { code } : {}),
  beforeLoad: inWorkspace,
  component: lazyRouteComponent(() => import('../features/findings/FindingsPage'), 'FindingsPage'),
});
const imports = createRoute({
  ...page('/imports'),
  beforeLoad: inWorkspace,
  component: lazyRouteComponent(() => import('../features/imports/ImportsPage'), 'ImportsPage'),
});
const activity = createRoute({
  ...page('/activity'),
  validateSearch: ({ change }: Record<string, unknown>): { change?: number } => (typeof change === 'number' ? { change } : {}),
  beforeLoad: inWorkspace,
  component: lazyRouteComponent(() => import('../features/activity/ActivityPage'), 'ActivityPage'),
});
const review = createRoute({
  ...page('/imports/review'),
  validateSearch: parseReview,
  beforeLoad: inWorkspace,
  component: lazyRouteComponent(() => import('../features/review/ReviewPage'), 'ReviewPage'),
});
const made = createRoute({
  ...page('/exports'),
  beforeLoad: inWorkspace,
  component: lazyRouteComponent(() => import('../features/exports/ExportsPage'), 'ExportsPage'),
});
const help = createRoute({
  ...page('/help'),
  validateSearch: ({ page: asked }: Record<string, unknown>): { page?: string } => (typeof asked === 'string' ? { page: asked } : {}),
  component: lazyRouteComponent(() => import('../features/help/HelpPage'), 'HelpPage'),
});
const settings = createRoute({
  ...page('/settings'),
  beforeLoad: inWorkspace,
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage'), 'SettingsPage'),
});

/** The pages and their addresses. */
export const router = createRouter({
  routeTree: root.addChildren([start, opening, mapping, overview, customers, customer, orders, subscribers, findings, imports, review, made, activity, help, settings]),
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
