import { ActionButton, Button, CloseButton, Text } from '@react-spectrum/s2';
import Copy from '@react-spectrum/s2/icons/Copy';
import ExportTo from '@react-spectrum/s2/icons/ExportTo';
import Print from '@react-spectrum/s2/icons/Print';
import { showFailure } from '../../app/failures';
import { useText } from '../../i18n';
import { Dock } from '../../ui/Dock';
import { openExport } from '../exports/draft';
import { EVERYBODY } from './selection';
import './SelectionBar.css';
import type { Selecting } from './useSelection';

/** How many of the list are selected, in words. */
export function useSelectionCount(): (selecting: Selecting, total: number) => string {
  const text = useText();
  return ({ count, kept }, total) => (kept ? text('selection.count_kept', { count }) : text('selection.count', { count, total }));
}

/** How many are selected and what can be done with them; docked, so that it covers no row. */
export function SelectionBar({ selecting, total, copy, print }: { selecting: Selecting; total: number; copy: () => void; print: () => void }) {
  const text = useText();
  const { count, dropped, selection } = selecting;
  const told = useSelectionCount()(selecting, total);
  const out = selection.of === 'matching' ? selection.except.size : 0;
  // What is pressed goes away: the list has the focus again.
  const then = (act: () => void) => () => {
    act();
    document.querySelector<HTMLElement>('.grid')?.focus();
  };
  return (
    <>
      <span className="visually-hidden" role="status">
        {count > 0 ? told : ''}
      </span>
      {count > 0 && (
        <Dock className="selection-bar" region="selection" label={text('selection.label')}>
          <CloseButton aria-label={text('selection.clear')} onPress={then(selecting.clear)} />
          <strong>{told}</strong>
          {out > 0 && <span className="soft">{text('selection.all_but', { count: out })}</span>}
          {count < total && (
            <ActionButton isQuiet onPress={then(() => selecting.set(EVERYBODY))}>
              {text('selection.all', { total })}
            </ActionButton>
          )}
          <span className="selection-acts">
            <ActionButton isQuiet onPress={then(copy)}>
              <Copy />
              <Text>{text('act.copy')}</Text>
            </ActionButton>
            <ActionButton isQuiet onPress={then(print)}>
              <Print />
              <Text>{text('act.print')}</Text>
            </ActionButton>
            <ActionButton isQuiet onPress={() => openExport()}>
              <ExportTo />
              <Text>{text('act.export')}</Text>
            </ActionButton>
          </span>
        </Dock>
      )}
      {count === 0 && dropped !== null && dropped > 0 && (
        <Dock className="selection-bar" region="selection" label={text('selection.label')}>
          <CloseButton aria-label={text('selection.forget')} onPress={then(selecting.clear)} />
          <span role="status">{text('selection.dropped', { count: dropped })}</span>
          <Button size="S" variant="secondary" onPress={then(() => void selecting.keep().catch(showFailure))}>
            {text('selection.keep')}
          </Button>
        </Dock>
      )}
    </>
  );
}
