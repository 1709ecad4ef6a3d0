import { ToastQueue } from '@react-spectrum/s2';
import { flushSync } from 'react-dom';
import { showFailure } from '../../app/failures';
import type { Row } from '../../bindings/customer';
import { useText } from '../../i18n';
import { copyText } from '../../lib/clipboard';
import { createStore } from '../../lib/store';
import { tsvOf } from '../../lib/tsv';
import { useOperation } from '../../operations';
import { useCellText, useFieldLabel } from './cells';
import { takenRows } from './takenRows';
import { useShownColumns } from './useShownColumns';
import type { Selecting } from './useSelection';
import { useZone } from './useZone';
import { requestOf, type ViewSearch } from './view';

/** As many rows as a clipboard takes without stopping the window, and as many as anyone prints. */
const MOST_COPIED = 10_000;
const MOST_PRINTED = 1000;
const TOAST_MS = 10_000;

/** A table on its way to the printer. */
export interface Sheet {
  headers: string[];
  rows: string[][];
  /** How many there are, those that are not on it included. */
  of: number;
}

/** What is being printed. */
export const sheet = createStore<Sheet | null>(null);

/** Copies and prints customers as the list shows them. */
export function useTaken(search: ViewSearch, total: number, selecting: Selecting) {
  const text = useText();
  const label = useFieldLabel();
  const write = useCellText();
  const zone = useZone();
  const shown = useShownColumns(useOperation('customers.columns', null).data);
  const { selection, count } = selecting;
  const selected = count > 0 ? selection : null;
  const headers = shown.map(({ field }) => label(field));
  const cells = ({ cells: values, website }: Row) => shown.map(({ kind }, index) => write(values[index] ?? null, kind, zone(website)));
  const take = async (most: number) => (await takenRows(selected, requestOf(search), shown.map(({ field }) => field), most)).map(cells);
  const copyRows = async (withHeaders: boolean) => {
    const rows = take(MOST_COPIED);
    await copyText(rows.then((taken) => tsvOf(withHeaders ? [headers, ...taken] : taken)));
    const copied = (await rows).length;
    ToastQueue.neutral(text(copied < count ? 'copy.first' : 'copy.rows', { copied, count }), { timeout: TOAST_MS });
  };
  const print = async () => {
    const rows = await take(MOST_PRINTED);
    flushSync(() => sheet.set({ headers, rows, of: selected ? count : total }));
    window.addEventListener('afterprint', () => sheet.set(null), { once: true });
    window.print();
  };
  return {
    copyRows: (withHeaders: boolean) => void copyRows(withHeaders).catch(showFailure),
    /** A cell, under its header where that is asked for. */
    copyCell: (row: Row, column: number, withHeaders: boolean) => {
      const value = cells(row)[column] ?? '';
      void copyText(Promise.resolve(tsvOf(withHeaders ? [[headers[column] ?? ''], [value]] : [[value]]))).catch(showFailure);
    },
    print: () => void print().catch(showFailure),
  };
}
