import { ActionButton, Button, CloseButton, Text } from '@react-spectrum/s2';
import ExportTo from '@react-spectrum/s2/icons/ExportTo';
import { showFailure } from '../../app/failures';
import { useText } from '../../i18n';
import { openExport } from '../exports/draft';
import { EVERYBODY } from './selection';
import './SelectionBar.css';
import type { Selecting } from './useSelection';

/** How many are selected and what can be done with them; docked, so that it covers no row. */
export function SelectionBar({ selecting, total }: { selecting: Selecting; total: number }) {
  const text = useText();
  const { count, dropped } = selecting;
  // What is pressed goes away: the list has the focus again.
  const then = (act: () => void) => () => {
    act();
    document.querySelector<HTMLElement>('.grid')?.focus();
  };
  return (
    <>
      <span className="visually-hidden" role="status">
        {count > 0 ? text('selection.count', { count }) : ''}
      </span>
      {count > 0 && (
        <section className="selection-bar" data-region="selection" aria-label={text('selection.label')}>
          <CloseButton aria-label={text('selection.clear')} onPress={then(selecting.clear)} />
          <strong>{text('selection.count', { count })}</strong>
          {count < total && (
            <ActionButton isQuiet onPress={then(() => selecting.set(EVERYBODY))}>
              {text('selection.all', { total })}
            </ActionButton>
          )}
          <span className="selection-acts">
            <ActionButton isQuiet onPress={() => openExport()}>
              <ExportTo />
              <Text>{text('act.export')}</Text>
            </ActionButton>
          </span>
        </section>
      )}
      {count === 0 && dropped !== null && dropped > 0 && (
        <section className="selection-bar" data-region="selection" aria-label={text('selection.label')}>
          <CloseButton aria-label={text('selection.forget')} onPress={then(selecting.clear)} />
          <span role="status">{text('selection.dropped', { count: dropped })}</span>
          <Button size="S" variant="secondary" onPress={then(() => void selecting.keep().catch(showFailure))}>
            {text('selection.keep')}
          </Button>
        </section>
      )}
    </>
  );
}
