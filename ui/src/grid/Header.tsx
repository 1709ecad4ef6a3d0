import { type PointerEvent, useRef, useState } from 'react';
import { type GridColumn, type GridLayout, type GridSort, nextSort, widthWithin } from './types';

/** How far a press moves before it drags the column. */
const DRAG_PX = 6;

interface HeaderProps {
  id: string;
  column: GridColumn;
  index: number;
  /** Number of the column for screen readers, 1-based. */
  place: number;
  start: number;
  here: boolean;
  sort: readonly GridSort[];
  onSort?: ((sort: GridSort[]) => void) | undefined;
  layout?: GridLayout | undefined;
}

/** The header of a column: press sorts, drag moves, the end resizes. The grid is the one tab stop; keys are the grid's. */
export function Header({ id, column, index, place, start, here, sort, onSort, layout }: HeaderProps) {
  const rank = sort.findIndex(({ key }) => key === column.key);
  const descending = rank >= 0 && sort[rank]?.descending;
  const drag = useColumnDrag(column, layout, (further) => column.sortable && onSort?.(nextSort(sort, column.key, further)));
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the grid has the focus and points at its cell
    <div
      id={id}
      role="columnheader"
      aria-colindex={place}
      aria-sort={rank < 0 ? undefined : descending ? 'descending' : 'ascending'}
      className="grid-cell grid-head"
      data-key={column.key}
      data-end={column.end || undefined}
      data-pinned={column.pinned || undefined}
      data-first={index === 0 || undefined}
      data-here={here || undefined}
      data-dragged={drag.dragging || undefined}
      style={{ inlineSize: column.width, insetInlineStart: start }}
      {...drag.handlers}
    >
      <span className="clip">{column.title}</span>
      {rank >= 0 && (
        <span aria-hidden className="grid-sort">
          <span className="grid-arrow" data-down={descending || undefined} />
          {sort.length > 1 && rank + 1}
        </span>
      )}
      {layout?.menu(column.key, () => layout.onResize(column.key, fittingWidth(id, place)))}
      {layout && <Edge id={id} column={column} place={place} layout={layout} />}
    </div>
  );
}

function Edge({ id, column, place, layout }: { id: string; column: GridColumn; place: number; layout: GridLayout }) {
  const from = useRef<{ x: number; width: number } | null>(null);
  return (
    <span
      aria-hidden
      className="grid-edge"
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: column.width };
      }}
      onPointerMove={({ clientX }) => from.current && layout.onResize(column.key, widthWithin(from.current.width + clientX - from.current.x))}
      onPointerUp={(event) => {
        event.stopPropagation();
        from.current = null;
      }}
      onPointerCancel={() => {
        from.current = null;
      }}
      onDoubleClick={() => layout.onResize(column.key, fittingWidth(id, place))}
    />
  );
}

/** A press that goes nowhere sorts; one that goes to another header moves the column there. */
function useColumnDrag(column: GridColumn, layout: GridLayout | undefined, onPress: (further: boolean) => void) {
  const from = useRef<number | null>(null);
  const [dragging, setDragging] = useState(false);
  const end = () => {
    from.current = null;
    setDragging(false);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || (event.target as Element).closest('button')) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = event.clientX;
    },
    onPointerMove: ({ clientX }: PointerEvent) => {
      if (layout && from.current !== null && Math.abs(clientX - from.current) > DRAG_PX) setDragging(true);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (from.current === null) return;
      if (!dragging) onPress(event.shiftKey);
      const under = document.elementsFromPoint(event.clientX, event.clientY).map((element) => element.closest<HTMLElement>('.grid-head'));
      const to = under.find((head) => head && head.dataset.key !== column.key)?.dataset.key;
      if (dragging && to) layout?.onMove(column.key, to);
      end();
    },
    onPointerCancel: end,
  };
  return { dragging, handlers };
}

/** The width that shows all that is mounted of a column. */
function fittingWidth(header: string, place: number): number {
  const grid = document.getElementById(header)?.closest('.grid');
  const cells = grid?.querySelectorAll<HTMLElement>(`[aria-colindex="${place}"]`) ?? [];
  const widths = [...cells].map((cell) => {
    const inside = [...cell.children].filter((child) => !child.matches('.grid-edge'));
    return inside.reduce((sum, child) => sum + child.scrollWidth + 8, 16);
  });
  return widthWithin(Math.max(0, ...widths));
}
