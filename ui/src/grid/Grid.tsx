import { type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject, useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { copyText } from '../lib/clipboard';
import { tsvOf } from '../lib/tsv';
import './Grid.css';
import { Header } from './Header';
import { HEADER_ROW, moveBy, type Place } from './keyboard';
import { RowBubble } from './RowBubble';
import { Tick, TickAll, TICKS } from './Tick';
import { type Left, leave, placeLeft } from './places';
import { extension, tickState } from './ticks';
import { type GridColumn, type GridProps, nextSort, widthWithin } from './types';
import { type Frame, placeOf, scrollTo, spacerHeight, visibleRows } from './windowing';

const HEADER = 32;
/** What a key makes a column wider or narrower by (ui.md 5). */
const RESIZE_STEP = 16;

/** Distance of each column from the grid's start. */
const startsOf = (columns: readonly GridColumn[], first: number): number[] => columns.map((_, index) => columns.slice(0, index).reduce((sum, { width }) => sum + width, first));

const between = (first: number, last: number): number[] => Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);

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

/** Leaves the grid's place behind when it goes or shows something else, and takes the place that was left of what it shows. */
function useReturn(box: RefObject<HTMLDivElement | null>, shown: string | undefined, now: Left, setAt: (at: Place) => void) {
  const latest = useRef(now);
  useLayoutEffect(() => {
    const left = placeLeft(shown);
    if (!left) return;
    setAt({ row: left.row, column: left.column });
    const rightToLeft = box.current && getComputedStyle(box.current).direction === 'rtl';
    box.current?.scrollTo({ top: left.top, left: rightToLeft ? -left.start : left.start });
  }, [box, shown, setAt]);
  useEffect(() => () => shown === undefined ? undefined : leave(shown, latest.current), [shown]);
  useEffect(() => {
    latest.current = now;
  });
}

/** Ticking by keys and presses; where it began is what Shift extends from. */
function useTicking<R>({ ticks, rowAt, total }: GridProps<R>, here: Place, inSight: readonly number[], go: (to: Place) => void) {
  const anchor = useRef<number | null>(null);
  const rowsAt = (indexes: readonly number[]) => indexes.flatMap((index) => rowAt(index) ?? []);
  const shown = rowsAt(inSight);
  const state = !ticks ? null : ticks.state === undefined ? tickState(shown, ticks.isTicked) : ticks.state;
  const all = () => state !== null && ticks?.onAll(shown, state !== 'all');
  const toggle = (index: number) => {
    const row = rowAt(index);
    const ticked = row === undefined ? null : ticks?.isTicked(row);
    anchor.current = index;
    if (row !== undefined && ticked != null) ticks?.onTick([row], !ticked);
  };
  const extend = (step: number) => {
    anchor.current ??= here.row;
    const to = Math.max(0, Math.min(total - 1, here.row + step));
    const { rows, ticked } = extension(anchor.current, here.row, to);
    ticks?.onTick(rowsAt(rows).filter((row) => ticks.isTicked(row) !== null), ticked);
    go({ ...here, row: to });
  };
  return {
    state,
    all,
    /** Whether the key was one for ticks. */
    press({ key, shiftKey }: KeyboardEvent, ctrl: boolean, singleKeys: boolean): boolean {
      const step = { ArrowDown: 1, ArrowUp: -1 }[key];
      if (!ticks || here.row === HEADER_ROW) return false;
      if (step && shiftKey) extend(step);
      else if ((key === ' ' && ctrl) || (key.toLowerCase() === 'x' && singleKeys && !ctrl)) toggle(here.row);
      else if (key.toLowerCase() === 'a' && ctrl) {
        if (state === 'all' && ticks.onAllAgain) ticks.onAllAgain();
        else all();
      } else {
        if (key !== 'Shift') anchor.current = null;
        return false;
      }
      return true;
    },
    click({ shiftKey }: MouseEvent, index: number) {
      if (shiftKey && ticks?.onRange) ticks.onRange(Math.min(anchor.current ?? here.row, index), Math.max(anchor.current ?? here.row, index));
      else toggle(index);
      go({ ...here, row: index });
    },
  };
}

/** The one big list: only what shows is mounted, rows and columns alike; the first column stays in sight. */
export function Grid<R>(props: GridProps<R>) {
  const { label, columns, total, rowHeight, rowAt, onRange, onSight, sort, onSort, layout, ticks, grip, shown, onCopy, onOpen, onOpenApart, onPeek, onCursor, onEscape, singleKeys } = props;
  const id = useId();
  const { box, scroll } = useScroll();
  const [at, setAt] = useState<Place>(() => placeLeft(shown) ?? { row: 0, column: 0 });
  const here: Place = { row: Math.min(at.row, Math.max(0, total - 1)), column: Math.min(at.column, columns.length - 1) };
  const inHeader = here.row === HEADER_ROW;
  const frame: Frame = { total, rowHeight, viewport: Math.max(0, scroll.height - HEADER) };
  const [first, last] = visibleRows(frame, scroll.top);
  const [top, bottom] = visibleRows(frame, scroll.top, 0);
  useEffect(() => onRange(first, last), [first, last, onRange]);
  useEffect(() => onSight?.(top, bottom - 1), [top, bottom, onSight]);

  const gutter = ticks ? TICKS : 0;
  const starts = startsOf(columns, gutter);
  const wide = columns.reduce((sum, { width }) => sum + width, gutter);
  const inSight = columns.flatMap(({ width }, index) => {
    const start = starts[index] ?? 0;
    return columns[index]?.pinned || (start + width > scroll.left && start < scroll.left + scroll.width) ? [index] : [];
  });
  useReturn(box, shown, { ...at, top: scroll.top, start: scroll.left }, setAt);
  const headId = (column: number) => `${id}-head-${column}`;
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;

  const go = (to: Place) => {
    setAt(to);
    if (to.row !== here.row) onCursor?.(rowAt(to.row), to.row);
    const element = box.current;
    if (!element) return;
    const start = starts[to.column] ?? 0;
    const end = start + (columns[to.column]?.width ?? 0);
    const pinned = columns.reduce((sum, column) => sum + (column.pinned ? column.width : 0), gutter);
    let left = element.scrollLeft;
    if (!columns[to.column]?.pinned && start < left + pinned) left = start - pinned;
    if (end > left + element.clientWidth) left = Math.min(end - element.clientWidth, start - pinned);
    element.scrollTo({ top: to.row === HEADER_ROW ? element.scrollTop : scrollTo(frame, element.scrollTop, to.row), left });
    element.focus();
  };
  useImperativeHandle(grip, () => ({ goTo: (row) => go({ ...here, row }) }));
  const ticking = useTicking(props, here, between(top, bottom), go);

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

  const copy = (row: R, withHeaders: boolean) => {
    if (onCopy) onCopy(row, here.column, withHeaders);
    else void copyText(Promise.resolve(tsvOf([[textOf(cellId(here.row, here.column))]])));
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
    if (ticking.press(event, ctrl, singleKeys)) {
      event.preventDefault();
      return;
    }
    const to = moveBy(event.key, ctrl, here, total, columns.length, Math.floor(frame.viewport / rowHeight) - 1, layout ? HEADER_ROW : 0);
    if (to) go(to);
    else if (event.key === 'Enter' && inHeader && column) document.getElementById(headId(here.column))?.querySelector('button')?.click();
    else if (event.key.toLowerCase() === 'c' && ctrl && row && !inHeader) copy(row, event.shiftKey);
    else if (event.key === 'Enter' && ctrl && row && onOpenApart) onOpenApart(row);
    else if (event.key === 'Enter' && row) onOpen?.(row);
    else if (event.key === ' ' && row) onPeek?.(row);
    else if (event.key === 'Escape' && onEscape) onEscape();
    else if (event.key.toLowerCase() === 's' && singleKeys && !ctrl && column?.sortable) onSort?.(nextSort(sort ?? [], column.key, event.shiftKey));
    else return;
    event.preventDefault();
  };

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
      aria-colcount={columns.length + (ticks ? 1 : 0)}
      aria-multiselectable={ticks?.selects}
      aria-activedescendant={inHeader ? headId(here.column) : total > 0 ? cellId(here.row, here.column) : undefined}
      tabIndex={0}
      onKeyDown={press}
    >
      <div className="grid-header" role="row" aria-rowindex={1} style={{ inlineSize: wide }}>
        {ticks && <TickAll state={ticking.state} label={ticks.allLabel} onPress={ticking.all} />}
        {inSight.map((index) => (
          <Header
            key={columns[index]?.key}
            id={headId(index)}
            column={columns[index] as GridColumn}
            index={index}
            place={index + (ticks ? 2 : 1)}
            start={starts[index] ?? 0}
            here={inHeader && index === here.column}
            sort={sort ?? []}
            onSort={onSort}
            layout={layout}
          />
        ))}
      </div>
      <div className="grid-rows" role="rowgroup" style={{ blockSize: spacerHeight(frame), inlineSize: wide }}>
        {between(first, last).map((index) => (
          <GridRow
            key={index}
            grid={props}
            index={index}
            here={index === here.row ? here.column : null}
            inSight={inSight}
            starts={starts}
            offset={placeOf(frame, scroll.top, index)}
            idOf={(column) => cellId(index, column)}
            onPress={(column) => go({ row: index, column })}
            onTick={(event) => ticking.click(event, index)}
          />
        ))}
      </div>
    </div>
    <RowBubble row={first} top={scroll.top} share={scroll.top / Math.max(1, spacerHeight(frame) - frame.viewport)} />
    </>
  );
}

const textOf = (id: string) => document.getElementById(id)?.innerText ?? '';

interface GridRowProps<R> {
  grid: GridProps<R>;
  index: number;
  /** The column of the cursor, if it is in this row. */
  here: number | null;
  inSight: readonly number[];
  starts: readonly number[];
  offset: number;
  idOf: (column: number) => string;
  onPress: (column: number) => void;
  onTick: (event: MouseEvent) => void;
}

function GridRow<R>({ grid: { columns, rowHeight, rowAt, cell, ticks, onOpen }, index, here, inSight, starts, offset, idOf, onPress, onTick }: GridRowProps<R>) {
  const row = rowAt(index);
  const naming = Math.max(0, columns.findIndex(({ names }) => names));
  const ticked = ticks && row !== undefined ? ticks.isTicked(row) : null;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={ticks?.selects ? ticked === true : undefined}
      className="grid-row"
      data-here={here !== null || undefined}
      style={{ blockSize: rowHeight, transform: `translateY(${offset}px)` }}
      onDoubleClick={() => row !== undefined && onOpen?.(row)}
    >
      {ticks && <Tick ticked={ticked} label={ticks.label} onPress={onTick} />}
      {inSight.map((column) => (
        <Cell
          key={columns[column]?.key}
          id={idOf(column)}
          column={columns[column] as GridColumn}
          first={column === 0}
          names={column === naming}
          place={column + (ticks ? 2 : 1)}
          start={starts[column] ?? 0}
          here={column === here}
          onPress={() => onPress(column)}
        >
          {row === undefined ? <span className="grid-bar" /> : cell(row, column)}
        </Cell>
      ))}
    </div>
  );
}

function Cell({ id, column, first, names, place, start, here, onPress, children }: {
  id: string;
  column: GridColumn;
  first: boolean;
  names: boolean;
  /** Number of the column for screen readers, 1-based. */
  place: number;
  start: number;
  here: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/no-static-element-interactions -- the grid has the focus and points at its cell
    <div
      id={id}
      role={names ? 'rowheader' : 'gridcell'}
      aria-colindex={place}
      className="grid-cell"
      data-end={column.end || undefined}
      data-pinned={column.pinned || undefined}
      data-first={first || undefined}
      data-name={names || undefined}
      data-here={here || undefined}
      style={{ inlineSize: column.width, insetInlineStart: start }}
      onMouseDown={onPress}
    >
      {children}
    </div>
  );
}
