import { useNavigate, useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { openExport } from '../features/exports/draft';
import { flow, openSamples } from '../features/opening/flow';
import { useViewCommands } from '../features/views/useViewCommands';
import { DENSITIES } from '../features/views/views';
import { useSetDensity } from '../features/views/useLayout';
import { helpFor } from '../features/help/pages';
import { useTheme } from '../lib/preferences';
import { useOperation } from '../operations';
import { type Command, useCommandsOfPage } from './commands/registry';
import { shellDialog } from './dialogs';
import { useLanguage } from './language';
import { useNavigationPin } from './navigation';
import { focusRegion } from './regions';
import { useActs } from './useActs';

/** Invented customers of "Try with sample data". */
export const SAMPLE_CUSTOMERS = 10_000;

function useGoCommands(open: boolean, orders: boolean, subscribers: boolean): Command[] {
  const mapping = flow.use().step === 'mapping';
  const plan = Boolean(useOperation('plan.get', null, { enabled: open }).data);
  const navigate = useNavigate();
  return useMemo(() => {
    const section = 'go' as const;
    const enabled = open;
    return [
      { id: 'go.overview', title: 'nav.overview', section, keys: 'G O', aliases: 'alias.overview', enabled, run: () => void navigate({ to: '/overview' }) },
      { id: 'go.customers', title: 'nav.customers', section, keys: 'G C', aliases: 'alias.customers', enabled, run: () => void navigate({ to: '/customers' }) },
      { id: 'go.orders', title: 'nav.orders', section, aliases: 'alias.orders', enabled: orders, run: () => void navigate({ to: '/orders' }) },
      { id: 'go.subscribers', title: 'nav.subscribers', section, aliases: 'alias.subscribers', enabled: subscribers, run: () => void navigate({ to: '/subscribers' }) },
      { id: 'go.activity', title: 'nav.activity', section, keys: 'G A', aliases: 'alias.activity', enabled, run: () => void navigate({ to: '/activity' }) },
      { id: 'go.imports', title: 'nav.imports', section, keys: 'G I', aliases: 'alias.imports', enabled, run: () => void navigate({ to: '/imports' }) },
      { id: 'go.mapping', title: 'mapping.title', section, enabled: mapping, run: () => void navigate({ to: '/opening/mapping' }) },
      { id: 'go.review', title: 'review.title', section, aliases: 'alias.review', enabled: plan, run: () => void navigate({ to: '/imports/review' }) },
      { id: 'go.findings', title: 'nav.findings', section, keys: 'G F', enabled, run: () => void navigate({ to: '/findings' }) },
      { id: 'go.exports', title: 'nav.exports', section, keys: 'G E', aliases: 'alias.exports', enabled, run: () => void navigate({ to: '/exports' }) },
      { id: 'go.settings', title: 'nav.settings', section, aliases: 'alias.settings', enabled, run: () => void navigate({ to: '/settings' }) },
    ];
  }, [navigate, open, orders, subscribers, plan, mapping]);
}

function useFileCommands(open: boolean, filled: boolean, undoable: boolean): Command[] {
  const acts = useActs();
  const router = useRouter();
  return useMemo(
    () => [
      { id: 'open', title: 'act.open', section: 'file', keys: 'Mod+O', aliases: 'alias.open', run: acts.chooseFiles },
      { id: 'new-workspace', title: 'act.new_workspace', section: 'file', run: acts.newWorkspace },
      { id: 'new-window', title: 'act.new_window', section: 'file', keys: 'Mod+Shift+N', run: () => acts.newWindow(router.state.location.href) },
      { id: 'connect', title: 'act.connect', section: 'file', aliases: 'alias.connect', run: acts.connect },
      { id: 'samples', title: 'act.samples', section: 'file', run: () => void openSamples(SAMPLE_CUSTOMERS) },
      { id: 'export', title: 'act.export', section: 'file', keys: 'Mod+Shift+S', aliases: 'alias.export', enabled: filled, run: () => openExport() },
      { id: 'save-copy', title: 'act.save_copy', section: 'file', enabled: open, run: acts.saveCopy },
      { id: 'move-workspace', title: 'act.move', section: 'file', aliases: 'alias.move', enabled: open, run: acts.move },
      { id: 'close-workspace', title: 'act.close_workspace', section: 'file', enabled: open, run: acts.closeWorkspace },
      { id: 'undo', title: 'act.undo', section: 'change', keys: 'Mod+Z', enabled: undoable, run: () => acts.undo() },
      { id: 'log-folder', title: 'act.log_folder', section: 'help', run: acts.logFolder },
      { id: 'diagnostics', title: 'act.diagnostics', section: 'help', run: acts.diagnostics },
    ],
    [acts, router, open, filled, undoable],
  );
}

function useLookCommands(): Command[] {
  const [, setTheme] = useTheme();
  const setDensity = useSetDensity();
  const { language, setLanguage } = useLanguage();
  const { toggle } = useNavigationPin();
  const router = useRouter();
  const mac = useOperation('program.info', null).data?.system === 'macos';
  return useMemo(
    () => [
      { id: 'palette', title: 'act.palette', section: 'view', keys: 'Mod+K', run: () => shellDialog.set('palette') },
      { id: 'navigation', title: 'act.navigation', section: 'view', keys: 'Mod+B', run: toggle },
      { id: 'next-region', title: 'act.next_region', section: 'view', keys: 'F6', run: () => focusRegion(1) },
      { id: 'previous-region', title: 'act.previous_region', section: 'view', keys: 'Shift+F6', run: () => focusRegion(-1) },
      { id: 'back', title: 'act.back', section: 'view', keys: mac ? 'Mod+[' : 'Alt+ArrowLeft', run: () => router.history.back() },
      { id: 'forward', title: 'act.forward', section: 'view', keys: mac ? 'Mod+]' : 'Alt+ArrowRight', run: () => router.history.forward() },
      ...DENSITIES.map((density): Command => ({ id: `density.${density}`, title: `act.density.${density}`, section: 'view', run: () => setDensity(density) })),
      { id: 'theme.system', title: 'act.theme_system', section: 'view', run: () => setTheme('system') },
      { id: 'theme.light', title: 'act.theme_light', section: 'view', run: () => setTheme('light') },
      { id: 'theme.dark', title: 'act.theme_dark', section: 'view', run: () => setTheme('dark') },
      { id: 'language.en', title: 'act.english', section: 'view', enabled: language !== 'en', run: () => setLanguage('en') },
      { id: 'language.fr', title: 'act.french', section: 'view', enabled: language !== 'fr', run: () => setLanguage('fr') },
      { id: 'help', title: 'act.help', section: 'help', keys: 'F1', aliases: 'alias.help', run: () => void router.navigate({ to: '/help', search: { page: helpFor(router.state.location.pathname) } }) },
      { id: 'keyboard', title: 'act.keyboard', section: 'help', keys: '?', run: () => shellDialog.set('keyboard') },
      { id: 'about', title: 'act.about', section: 'help', run: () => shellDialog.set('about') },
    ],
    [setTheme, setDensity, language, setLanguage, toggle, router, mac],
  );
}

/** Everything that can be done here and now. */
export function useCommands(): readonly Command[] {
  const workspace = useOperation('workspace.current', null).data;
  const open = Boolean(workspace);
  const page = useCommandsOfPage();
  const go = useGoCommands(open, (workspace?.orders ?? 0) > 0, (workspace?.subscriptions ?? 0) > 0);
  const file = useFileCommands(open, (workspace?.customers ?? 0) > 0, workspace?.last_change?.can_undo ?? false);
  const views = useViewCommands(open);
  const look = useLookCommands();
  return useMemo(() => [...page, ...file, ...go, ...views, ...look], [page, file, go, views, look]);
}
