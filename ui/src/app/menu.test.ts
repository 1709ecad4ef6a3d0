import { expect, it } from 'vitest';
import en from '../i18n/en.json';
import type { Format } from '../i18n';
import type { Command } from './commands';
import { acceleratorOf, menuOf } from './menu';

const text: Format = (id, values) => `${id} ${Object.values(values ?? {}).join()}`.trim();
const command = (id: string, more: Partial<Command> = {}): Command => ({ id, title: 'act.open', section: 'file', run: () => {}, ...more });

it.each([
  ['Mod+O', 'CmdOrCtrl+O'],
  ['Mod+Shift+S', 'CmdOrCtrl+Shift+S'],
  ['Mod+1', 'CmdOrCtrl+1'],
  ['F1', 'F1'],
  // Text fields undo by them, headers of lists move by them, and letters are typed.
  ['Mod+Z', null],
  ['Alt+ArrowLeft', null],
  ['G C', null],
  ['F', null],
  [undefined, null],
])('%s in the menu is %s', (keys, accelerator) => expect(acceleratorOf(keys)).toBe(accelerator));

it('has the same entries everywhere, and only what can be done now can be chosen', () => {
  const ids = (commands: Command[]) => menuOf(commands, text).menus.flatMap(({ groups }) => groups.flat().map(({ id }) => id));
  const commands = [command('open', { keys: 'Mod+O' }), command('undo', { enabled: false }), command('view.7', { title: 'view.show', values: { name: 'Paris' }, keys: 'Mod+2' })];
  expect(ids(commands)).toEqual([...ids([]).slice(0, ids([]).indexOf('help')), 'view.7', ...ids([]).slice(ids([]).indexOf('help'))]);
  const found = new Map(menuOf(commands, text).menus.flatMap(({ groups }) => groups.flat().map((entry) => [entry.id, entry])));
  expect([found.get('open')?.enabled, found.get('undo')?.enabled, found.get('export')?.enabled, found.get('copy')?.enabled]).toEqual([true, false, false, true]);
  expect(found.get('view.7')).toEqual({ id: 'view.7', title: 'view.show Paris', accelerator: 'CmdOrCtrl+2', enabled: true });
  expect(en['menu.quit']).toBe('Quit');
});
