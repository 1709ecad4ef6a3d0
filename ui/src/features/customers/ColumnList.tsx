import { Checkbox } from '@react-spectrum/s2';
import Handle from '@react-spectrum/s2/icons/MenuHamburger';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useText } from '../../i18n';
import './ColumnList.css';

interface ColumnListProps {
  /** All that can show: those that do first, in their order. */
  fields: readonly { field: string; label: string; shown: boolean; fixed: boolean }[];
  onShow: (field: string, shown: boolean) => void;
  /** Puts a shown column where another one stands. */
  onMove: (field: string, to: string) => void;
}

/** Columns with ticks; a handle moves those that show, by dragging or by the arrows. */
export function ColumnList({ fields, onShow, onMove }: ColumnListProps) {
  const text = useText();
  const dragged = useRef<string | null>(null);
  const [told, setTold] = useState('');
  const movable = fields.filter(({ shown, fixed }) => shown && !fixed);
  const move = (field: string, to: { field: string; label: string } | undefined) => {
    if (!to || to.field === field) return;
    onMove(field, to.field);
    const label = movable.find((each) => each.field === field)?.label ?? '';
    setTold(text('columns.moved', { column: label, place: movable.findIndex((each) => each.field === to.field) + 1, count: movable.length }));
  };
  const press = (event: KeyboardEvent, field: string) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    move(field, movable[movable.findIndex((each) => each.field === field) + step]);
  };
  const drag = (event: PointerEvent) => {
    const field = dragged.current;
    if (field === null) return;
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-field]')?.dataset.field;
    move(field, movable.find((each) => each.field === under));
  };
  const drop = () => {
    dragged.current = null;
  };
  return (
    <>
      <ul className="column-list">
        {fields.map(({ field, label, shown, fixed }) => (
          <li key={field} data-field={field}>
            <Checkbox isSelected={shown} onChange={(now) => onShow(field, now)}>
              {label}
            </Checkbox>
            {shown && !fixed && (
              <button
                type="button"
                className="column-handle"
                aria-label={text('columns.move', { column: label })}
                onKeyDown={(event) => press(event, field)}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId);
                  dragged.current = field;
                }}
                onPointerMove={drag}
                onPointerUp={drop}
                onPointerCancel={drop}
              >
                <Handle />
              </button>
            )}
          </li>
        ))}
      </ul>
      <span className="visually-hidden" role="status">
        {told}
      </span>
    </>
  );
}
