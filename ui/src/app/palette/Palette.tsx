import { CustomDialog, DialogContainer } from '@react-spectrum/s2';
import OpenIn from '@react-spectrum/s2/icons/OpenIn';
import RocketQuickActions from '@react-spectrum/s2/icons/RocketQuickActions';
import Search from '@react-spectrum/s2/icons/Search';
import User from '@react-spectrum/s2/icons/User';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n';
import { Keys } from '../../ui/Keys';
import type { Command } from '../commands/registry';
import { closeDialog, shellDialog } from '../dialogs';
import { type Entry, type Group, useGroups } from './entries';
import { pieces } from './match';
import './Palette.css';

const ICONS = { act: RocketQuickActions, go: OpenIn, customer: User };

const close = closeDialog('palette');

/** Search or run: actions, pages and customers by a few letters. */
export function Palette({ commands }: { commands: readonly Command[] }) {
  const text = useText();
  const shown = shellDialog.use() === 'palette';
  return (
    <DialogContainer onDismiss={close}>
      {shown && (
        <CustomDialog size="L" padding="none" aria-label={text('act.palette')} isDismissible>
          <PaletteList commands={commands} onDone={close} />
        </CustomDialog>
      )}
    </DialogContainer>
  );
}

function PaletteList({ commands, onDone }: { commands: readonly Command[]; onDone: () => void }) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const groups = useGroups(commands, typed);
  const entries = groups.flatMap((group) => group.entries);
  const current = entries[Math.min(at, entries.length - 1)];
  const chosen = useRef<Entry | null>(null);
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    chosen.current = entry;
    onDone();
  };
  // Once the palette is gone, so that the page it leads to can take the focus.
  useEffect(() => () => chosen.current?.run(), []);
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, entries.length - 1) + step + entries.length) % entries.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(current);
    }
  };
  return (
    <div className="palette">
      <div className="palette-field">
        <Search />
        <input
          // The palette is opened to type at once.
          ref={(field) => field?.focus()}
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={current ? `palette-${current.id}` : undefined}
          aria-label={text('nav.search')}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onKeyDown={press}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
        />
        <Keys keys="Esc" />
      </div>
      <div className="palette-list" id="palette-list" role="listbox" aria-label={text('act.palette')}>
        {groups.map((group) => (
          <PaletteGroup key={group.title} group={group} current={current} onChoose={choose} />
        ))}
      </div>
      {entries.length === 0 && <p className="palette-none">{text('palette.none')}</p>}
      <PaletteHelp />
    </div>
  );
}

function PaletteGroup({ group, current, onChoose }: { group: Group; current: Entry | undefined; onChoose: (entry: Entry) => void }) {
  return (
    <div role="group" aria-label={group.title}>
      <h3 aria-hidden>{group.title}</h3>
      {group.entries.map((entry) => (
        <PaletteOption key={entry.id} entry={entry} selected={entry.id === current?.id} onChoose={onChoose} />
      ))}
    </div>
  );
}

function PaletteOption({ entry, selected, onChoose }: { entry: Entry; selected: boolean; onChoose: (entry: Entry) => void }) {
  const Icon = ICONS[entry.kind];
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) place.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    // Focus stays in the field; the keyboard reaches options by its arrows.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div ref={place} id={`palette-${entry.id}`} role="option" aria-selected={selected} className="palette-option" onClick={() => onChoose(entry)}>
      <Icon />
      <span className="palette-label">
        <bdi>
        {pieces(entry.label, entry.spans).map(({ piece, hit, at }) => (hit ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>))}
        </bdi>
      </span>
      {entry.hint && <span className="palette-hint">{entry.hint}</span>}
      {entry.keys && <Keys keys={entry.keys} />}
    </div>
  );
}

function PaletteHelp() {
  const text = useText();
  return (
    <footer className="palette-help">
      <span>
        <Keys keys="↑" /> <Keys keys="↓" /> {text('palette.choose')}
      </span>
      <span>
        <Keys keys="Enter" /> {text('palette.open')}
      </span>
      <span className="palette-help-end">
        <Keys keys=">" /> {text('palette.only_actions')}
      </span>
      <span>
        <Keys keys="@" /> {text('palette.only_customers')}
      </span>
    </footer>
  );
}
