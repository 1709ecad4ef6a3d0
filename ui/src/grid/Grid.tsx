import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import './Grid.css';
import { Header } from './Header';
import { HEADER_ROW, moveBy, type Place } from './keyboard';
import { RowBubble } from './RowBubble';
import { type GridColumn, type GridProps, nextSort, widthWithin } from './types';
import { type Frame, placeOf, scrollTo, spacerHeight, visibleRows } from './windowing';

const HEADER = 32;
/** What a key makes a column wider or narrower by (ui.md 5). */
const RESIZE_STEP = 16;

/** Distance of each column from the grid's start. */
const startsOf = (columns: readonly GridColumn[]): number[] => columns.map((_, index) => columns.slice(0, index).reduce((sum, { width }) => sum + width, 0));

function useScroll() {
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, left: 0, height: 600, width: 1000 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () =>
      setScroll({ top: element.scrollTop, left: Math.abs(element.scrollLeft), height: element.clientHeight, width: element.clientWidth });
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  return { box, scroll };
}

/** The one big list: only what shows is mounted, rows and columns alike; the first column stays in sight. */
export function Grid<R>(props: GridProps<R>) {
  const { label, columns, total, rowHeight, rowAt, onRange, sort, onSort, layout, onOpen, onPeek, onCursor, onEscape, singleKeys } = props;
  const { box, scroll } = useScroll();
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const here: Place = { row: Math.min(at.row, Math.max(0, total - 1)), column: Math.min(at.column, columns.length - 1) };
  const inHeader = here.row === HEADER_ROW;
  const frame: Frame = { total, rowHeight, viewport: Math.max(0, scroll.height - HEADER) };
  const [first, last] = visibleRows(frame, scroll.top);
  useEffect(() => onRange(first, last), [first, last, onRange]);

  const starts = startsOf(columns);
  const wide = columns.reduce((sum, { width }) => sum + width, 0);
  const inSight = columns.flatMap(({ width }, index) => {
    const start = starts[index] ?? 0;
    return columns[index]?.pinned || (start + width > scroll.left && start < scroll.left + scroll.width) ? [index] : [];
  });

  const go = (to: Place) => {
    setAt(to);
    if (to.row !== here.row) onCursor?.(rowAt(to.row));
    const element = box.current;
    if (!element) return;
    const start = starts[to.column] ?? 0;
    const end = start + (columns[to.column]?.width ?? 0);
    const pinned = columns.reduce((sum, column) => sum + (column.pinned ? column.width : 0), 0);
    let left = element.scrollLeft;
    if (!columns[to.column]?.pinned && start < left + pinned) left = start - pinned;
    if (end > left + element.clientWidth) left = end - element.clientWidth;
    element.scrollTo({ top: to.row === HEADER_ROW ? element.scrollTop : scrollTo(frame, element.scrollTop, to.row), left });
    element.focus();
  };

  /** Alt and an arrow in the header move the column, with Shift they resize it. */
  const arrange = ({ key, shiftKey }: KeyboardEvent, column: GridColumn): boolean => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!step || !inHeader || !layout) return false;
    const to = columns[here.column + step];
    if (shiftKey) layout.onResize(column.key, widthWithin(column.width + step * RESIZE_STEP));
    else if (to) {
      layout.onMove(column.key, to.key);
      setAt({ ...here, column: here.column + step });
    }
    return true;
  };

  const press = (event: KeyboardEvent) => {
    // What a menu in the header handles bubbles to here through the tree of components.
    if (event.defaultPrevented || !event.currentTarget.contains(event.target as Node)) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const row = rowAt(here.row);
    const column = columns[here.column];
    if (event.altKey) {
      if (column && arrange(event, column)) event.preventDefault();
      return;
    }
    const to = moveBy(event.key, ctrl, here, total, columns.length, Math.floor(frame.viewport / rowHeight) - 1, layout ? HEADER_ROW : 0);
    if (to) go(to);
    else if (event.key === 'Enter' && inHeader && column) document.getElementById(headId(here.column))?.querySelector('button')?.click();
    else if (event.key.toLowerCase() === 'c' && ctrl && row) void navigator.clipboard.writeText(textOf(cellId(here.row, here.column)));
    else if (event.key === 'Enter' && row) onOpen?.(row);
    else if (event.key === ' ' && row) onPeek?.(row);
    else if (event.key === 'Escape' && onEscape) onEscape();
    else if (event.key.toLowerCase() === 's' && singleKeys && !ctrl && column?.sortable) onSort?.(nextSort(sort ?? [], column.key, event.shiftKey));
    else return;
    event.preventDefault();
  };

  const rows = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  return (
    <>
    <div
      ref={box}
      className="grid"
      data-column={columns[here.column]?.key}
      data-header={inHeader || undefined}
      role="grid"
      data-region="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={inHeader ? headId(here.column) : total > 0 ? cellId(here.row, here.column) : undefined}
      tabIndex={0}
      onKeyDown={press}
    >
      <div className="grid-header" role="row" aria-rowindex={1} style={{ inlineSize: wide }}>
        {inSight.map((index) => (
          <Header
            key={columns[index]?.key}
            id={headId(index)}
            column={columns[index] as GridColumn}
            index={index}
            start={starts[index] ?? 0}
            here={inHeader && index === here.column}
            sort={sort ?? []}
            onSort={onSort}
            layout={layout}
          />
        ))}
      </div>
      <div className="grid-rows" role="rowgroup" style={{ blockSize: spacerHeight(frame), inlineSize: wide }}>
        {rows.map((index) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 2}
            className="grid-row"
            data-here={index === here.row || undefined}
            style={{ blockSize: rowHeight, transform: `translateY(${placeOf(frame, scroll.top, index)}px)` }}
            onDoubleClick={() => {
              const row = rowAt(index);
              if (row) onOpen?.(row);
            }}
          >
            {inSight.map((column) => (
              <Cell
                key={columns[column]?.key}
                id={cellId(index, column)}
                column={columns[column] as GridColumn}
                index={column}
                start={starts[column] ?? 0}
                here={index === here.row && column === here.column}
                onPress={() => go({ row: index, column })}
              >
                {content(props, index, column)}
              </Cell>
            ))}
          </div>
        ))}
      </div>
    </div>
    <RowBubble row={first} top={scroll.top} share={scroll.top / Math.max(1, spacerHeight(frame) - frame.viewport)} />
    </>
  );
}

const headId = (column: number) => `grid-head-${column}`;
const cellId = (row: number, column: number) => `grid-${row}-${column}`;
const textOf = (id: string) => document.getElementById(id)?.innerText ?? '';

function content<R>({ rowAt, cell }: GridProps<R>, index: number, column: number): ReactNode {
  const row = rowAt(index);
  return row === undefined ? <span className="grid-bar" /> : cell(row, column);
}

function Cell({ id, column, index, start, here, onPress, children }: {
  id: string;
  column: GridColumn;
  index: number;
  start: number;
  here: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/no-static-element-interactions -- the grid has the focus and points at its cell
    <div
      id={id}
      role={index === 0 ? 'rowheader' : 'gridcell'}
      aria-colindex={index + 1}
      className="grid-cell"
      data-end={column.end || undefined}
      data-pinned={column.pinned || undefined}
      data-name={index === 0 || undefined}
      data-here={here || undefined}
      style={{ inlineSize: column.width, insetInlineStart: start }}
      onMouseDown={onPress}
    >
      {children}
    </div>
  );
}
