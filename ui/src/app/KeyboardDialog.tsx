import { Content, Dialog, DialogContainer, Heading } from '@react-spectrum/s2';
import type { MessageId } from '../i18n';
import { useText } from '../i18n';
import { Keys } from '../ui/Keys';
import type { Command, Section } from './commands/registry';
import { closeDialog, shellDialog } from './dialogs';
import './KeyboardDialog.css';

const SECTIONS: { section: Section; title: MessageId }[] = [
  { section: 'page', title: 'keyboard.page' },
  { section: 'go', title: 'palette.go' },
  { section: 'file', title: 'keyboard.file' },
  { section: 'change', title: 'nav.section.changes' },
  { section: 'view', title: 'keyboard.view' },
  { section: 'help', title: 'keyboard.help' },
];

const GRID: { keys: string[]; title: MessageId }[] = [
  { keys: ['←', '↑', '→', '↓'], title: 'keyboard.grid.cell' },
  { keys: ['Home', 'End'], title: 'keyboard.grid.row_ends' },
  { keys: ['Mod+Home', 'Mod+End'], title: 'keyboard.grid.ends' },
  { keys: ['PgUp', 'PgDn'], title: 'keyboard.grid.page' },
  { keys: ['Space'], title: 'keyboard.grid.peek' },
  { keys: ['Enter'], title: 'keyboard.grid.open' },
  { keys: ['Mod+Enter'], title: 'keyboard.grid.open_apart' },
  { keys: ['X', 'Mod+Space'], title: 'keyboard.grid.tick' },
  { keys: ['Shift+↑', 'Shift+↓'], title: 'keyboard.grid.extend' },
  { keys: ['Mod+A'], title: 'keyboard.grid.all' },
  { keys: ['Esc'], title: 'keyboard.grid.clear' },
  { keys: ['S'], title: 'keyboard.grid.sort' },
  { keys: ['Shift+S'], title: 'keyboard.grid.sort_further' },
  { keys: ['Mod+C'], title: 'keyboard.grid.copy' },
  { keys: ['Mod+Shift+C'], title: 'keyboard.grid.copy_headers' },
  { keys: ['Enter'], title: 'keyboard.grid.column_menu' },
  { keys: ['Space'], title: 'keyboard.facet.tick' },
  { keys: ['Mod+Space'], title: 'keyboard.facet.only' },
  { keys: ['Alt+Enter', '-'], title: 'keyboard.facet.out' },
  { keys: ['Alt+←', 'Alt+→'], title: 'keyboard.grid.move_column' },
  { keys: ['Alt+Shift+←', 'Alt+Shift+→'], title: 'keyboard.grid.resize_column' },
];

const close = closeDialog('keyboard');

/** The keys of this page, from the table that feeds them. */
export function KeyboardDialog({ commands }: { commands: readonly Command[] }) {
  const text = useText();
  const shown = shellDialog.use() === 'keyboard';
  return (
    <DialogContainer onDismiss={close}>
      {shown && (
        <Dialog size="L" isDismissible>
          <Heading slot="title">{text('act.keyboard')}</Heading>
          <Content>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys */}
            <div className="keyboard-help" tabIndex={0} role="group" aria-label={text('act.keyboard')}>
              {SECTIONS.map(({ section, title }) => (
                <KeyList key={section} title={text(title)} commands={commands.filter((command) => command.section === section && command.keys)} />
              ))}
              <section>
                <h3>{text('keyboard.grid')}</h3>
                <dl>
                  {GRID.map(({ keys, title }) => (
                    <div key={title}>
                      <dt>{text(title)}</dt>
                      <dd>
                        {keys.map((each) => (
                          <Keys key={each} keys={each} />
                        ))}
                        <span className="visually-hidden">{keys.join(', ')}</span>
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            </div>
          </Content>
        </Dialog>
      )}
    </DialogContainer>
  );
}

function KeyList({ title, commands }: { title: string; commands: readonly Command[] }) {
  const text = useText();
  if (commands.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {commands.map(({ id, title: name, values, keys = '' }) => (
          <div key={id}>
            <dt>{text(name, values)}</dt>
            <dd>
              <Keys keys={keys} />
              <span className="visually-hidden">{keys}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
