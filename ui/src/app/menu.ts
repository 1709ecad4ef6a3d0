import type { Format, MessageId } from '../i18n';
import type { MenuEntry, MenuModel } from '../platform/types';
import type { Command } from './commands';
import { DENSITIES } from '../features/views/views';

/** An entry that is there on every page, whether or not it can be chosen. */
interface Place {
  readonly id: string;
  readonly title: MessageId;
}

const OWN = ['cut', 'copy', 'paste', 'select_all'];

const at = (id: string, title: MessageId): Place => ({ id, title });

const MENUS: readonly { id: string; title: MessageId; groups: readonly (readonly Place[])[] }[] = [
  {
    id: 'file',
    title: 'menu.file',
    groups: [
      [at('open', 'act.open'), at('new-workspace', 'act.new_workspace'), at('connect', 'act.connect'), at('new-window', 'act.new_window')],
      [at('export', 'act.export'), at('page.print', 'act.print'), at('save-copy', 'act.save_copy'), at('move-workspace', 'act.move')],
      [at('close-workspace', 'act.close_workspace')],
    ],
  },
  {
    id: 'edit',
    title: 'menu.edit',
    groups: [[at('undo', 'act.undo')], [at('cut', 'menu.cut'), at('copy', 'menu.copy'), at('paste', 'menu.paste'), at('select_all', 'menu.select_all')]],
  },
  {
    id: 'view',
    title: 'menu.view',
    groups: [
      [at('palette', 'act.palette'), at('navigation', 'act.navigation')],
      DENSITIES.map((density) => at(`density.${density}`, `act.density.${density}` satisfies MessageId)),
      [at('theme.system', 'act.theme_system'), at('theme.light', 'act.theme_light'), at('theme.dark', 'act.theme_dark')],
      [at('language.en', 'act.english'), at('language.fr', 'act.french')],
    ],
  },
  {
    id: 'go',
    title: 'menu.go',
    groups: [
      [at('back', 'act.back'), at('forward', 'act.forward')],
      [
        at('go.overview', 'nav.overview'),
        at('go.customers', 'nav.customers'),
        at('go.orders', 'nav.orders'),
        at('go.subscribers', 'nav.subscribers'),
        at('go.activity', 'nav.activity'),
        at('go.imports', 'nav.imports'),
        at('go.findings', 'nav.findings'),
        at('go.exports', 'nav.exports'),
        at('go.settings', 'nav.settings'),
      ],
    ],
  },
  {
    id: 'customers',
    title: 'menu.customers',
    groups: [
      [at('page.search', 'keyboard.grid.search'), at('page.filter', 'filter.add'), at('page.text', 'filter.as_text')],
      [
        at('view.save', 'view.command.save'),
        at('view.save_as', 'view.command.save_as'),
        at('view.reset', 'view.command.reset'),
        at('view.rename', 'view.command.rename'),
        at('view.delete', 'view.command.delete'),
      ],
      [at('page.previous', 'customer.previous'), at('page.next', 'customer.next')],
    ],
  },
  {
    id: 'help',
    title: 'menu.help',
    groups: [[at('help', 'act.help'), at('keyboard', 'act.keyboard')], [at('log-folder', 'act.log_folder'), at('diagnostics', 'act.diagnostics')], [at('about', 'act.about')]],
  },
];

/**
 * Keys in the system's notation. The system takes them before the page does: those that text fields and lists need for
 * themselves, and single letters, stay with the page.
 */
export function acceleratorOf(keys: string | undefined): string | null {
  if (keys === undefined || keys === 'Mod+Z' || keys === 'Mod+Shift+Z') return null;
  return /^(?:Mod\+(?:Shift\+)?[A-Z0-9]|F\d+)$/.test(keys) ? keys.replace('Mod', 'CmdOrCtrl') : null;
}

/** The system's menu, from the table of commands. */
export function menuOf(commands: readonly Command[], text: Format): MenuModel {
  const byId = new Map(commands.map((command) => [command.id, command]));
  const entry = ({ id, title }: Place): MenuEntry => {
    const command = byId.get(id);
    return {
      id,
      title: text(command?.title ?? title, command?.values),
      accelerator: acceleratorOf(command?.keys),
      enabled: OWN.includes(id) || (command !== undefined && command.enabled !== false),
    };
  };
  const views = commands.filter(({ title, keys }) => title === 'view.show' && keys !== undefined).map(({ id, title }) => entry({ id, title }));
  return {
    menus: MENUS.map(({ id, title, groups }) => ({ id, title: text(title), groups: [...groups.map((group) => group.map(entry)), ...(id === 'customers' ? [views] : [])] })),
    quit: text('menu.quit'),
  };
}
