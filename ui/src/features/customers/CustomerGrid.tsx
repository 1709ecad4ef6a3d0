import { useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { showFailure } from '../../app/failures';
import type { Row, Rows } from '../../bindings/customer';
import { Grid } from '../../grid/Grid';
import type { GridColumn, GridSort } from '../../grid/types';
import { PAGE, usePages } from '../../grid/usePages';
import { useText } from '../../i18n';
import { useDrawn } from '../../lib/drawn';
import { useDensity, useSingleKeys } from '../../lib/preferences';
import { platform } from '../../platform';
import { operation, useOperation } from '../../operations';
import { useCurrentView } from '../views/useLayout';
import { standsAtEnd, useCellText, useFieldLabel, widthOf } from './cells';
import { ColumnMenu } from './ColumnMenu';
import { Peek } from './Peek';
import { useSelectionCount } from './SelectionBar';
import { StateBadges } from './StateBadges';
import { isSelected, EVERYBODY, select } from './selection';
import { useColumnLayout, useShownColumns } from './useShownColumns';
import type { Selecting } from './useSelection';
import { useZone } from './useZone';
import { useTaken } from './useTaken';
import { requestOf, sortOf, sortText, type ViewSearch } from './view';

const ROW_HEIGHTS = { compact: 28, standard: 32, comfortable: 40 };
const rowsOf = (page: Rows) => page.rows;

interface CustomerGridProps {
  search: ViewSearch;
  total: number;
  selecting: Selecting;
  onChange: (next: ViewSearch) => void;
}

/** The rows of a view. */
export function CustomerGrid({ search, total, selecting, onChange }: CustomerGridProps) {
  const text = useText();
  const navigate = useNavigate();
  const router = useRouter();
  const label = useFieldLabel();
  const write = useCellText();
  const zone = useZone();
  const selectionCount = useSelectionCount();
  const [usual] = useDensity();
  const density = useCurrentView().layout.density ?? usual;
  const [singleKeys] = useSingleKeys();
  const all = useOperation('customers.columns', null).data;
  const shown = useShownColumns(all);
  const layout = useColumnLayout(shown);
  const fields = shown.map(({ field }) => field);
  const view = requestOf(search);
  const { rowAt, onRange } = usePages((offset) => operation('customers.rows', { view, offset, limit: PAGE, columns: fields }) as never, rowsOf);
  // The row of the cursor may still be on its way.
  const [peeked, setPeeked] = useState<{ id: number | null; index: number } | null>(null);
  const peekedId = peeked && (peeked.id ?? rowAt(peeked.index)?.id ?? null);
  const place = useOperation('workspace.current', null).data?.path ?? '';
  const taken = useTaken(search, total, selecting);
  const apart = ({ id }: Row) => void platform().openWindow(router.buildLocation({ to: '/customers/$id', params: { id: String(id) }, search }).href).catch(showFailure);
  const open = ({ id }: Row) => void navigate({ to: '/customers/$id', params: { id: String(id) }, search });
  useDrawn(rowAt(0) !== undefined);
  if (shown.length === 0) return null;
  const columns: GridColumn[] = shown.map((column) => ({
    key: column.field,
    title: label(column.field),
    width: layout.widths[column.field] ?? widthOf(column),
    pinned: layout.isPinned(column.field),
    end: standsAtEnd(column.kind),
    sortable: true,
  }));
  const cell = (row: Row, index: number): ReactNode => {
    const column = shown[index];
    const value = column ? write(row.cells[index] ?? null, column.kind, zone(row.website)) : '';
    return index === 0 ? <NameCell name={value} states={row.states} /> : value === '' ? <span className="faint">{text('none')}</span> : <bdi title={column?.kind === 'instant' ? `${value} ${zone(row.website)}` : value}>{value}</bdi>;
  };
  const sort = sortOf(search);
  const setSort = (next: GridSort[]) => onChange({ sort: sortText(next) });
  const menu = (key: string, fit: () => void): ReactNode => {
    const at = fields.indexOf(key);
    const column = shown[at];
    // Pinned columns change places among themselves, and so do the others.
    const along = (field: string | undefined) => (field !== undefined && field !== 'name' && key !== 'name' && layout.isPinned(field) === layout.isPinned(key) ? field : undefined);
    const beside = { before: along(fields[at - 1]), after: along(fields[at + 1]) };
    return column && <ColumnMenu column={column} layout={layout} sort={sort} onSort={setSort} fit={fit} beside={beside} />;
  };
  const ticks = {
    label: text('grid.select'),
    allLabel: text('grid.select_sight', { selected: selectionCount(selecting, total) }),
    selects: true,
    isTicked: ({ id }: Row) => isSelected(selecting.selection, id),
    onTick: (rows: readonly Row[], ticked: boolean) => selecting.set(select(selecting.selection, rows.map(({ id }) => id), ticked)),
    onAll: (rows: readonly Row[], ticked: boolean) => selecting.set(select(selecting.selection, rows.map(({ id }) => id), ticked)),
    onAllAgain: () => selecting.set(EVERYBODY),
    onRange: (first: number, last: number) => void selecting.selectBetween(first, last).catch(showFailure),
  };
  return (
    <div className="customer-list">
      <Grid<Row>
        label={text('nav.customers')}
        columns={columns}
        total={total}
        rowHeight={ROW_HEIGHTS[density]}
        rowAt={rowAt}
        cell={cell}
        onRange={onRange}
        sort={sort}
        onSort={setSort}
        layout={{ onResize: layout.resize, onMove: layout.move, menu }}
        ticks={ticks}
        shown={`${place} ${JSON.stringify(search)}`}
        onCopy={(row, column, withHeaders) => (selecting.count > 0 ? taken.copyRows(withHeaders) : taken.copyCell(row, column, withHeaders))}
        onOpen={open}
        onOpenApart={apart}
        onPeek={({ id }) => setPeeked(peekedId === id ? null : { id, index: 0 })}
        onCursor={(row, index) => peeked !== null && setPeeked({ id: row?.id ?? null, index })}
        onEscape={() => (peeked === null ? selecting.clear() : setPeeked(null))}
        singleKeys={singleKeys}
      />
      {peekedId !== null && <Peek id={peekedId} search={search} onClose={() => setPeeked(null)} />}
    </div>
  );
}

function NameCell({ name, states }: { name: string; states: readonly string[] }) {
  return (
    <>
      <bdi title={name}>{name}</bdi>
      <StateBadges states={states} />
    </>
  );
}
