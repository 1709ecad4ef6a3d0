import type { MouseEvent } from 'react';
import type { TickState } from './ticks';
import './Tick.css';

/** Width of the column of ticks. */
export const TICKS = 44;

const CHECKED = { all: true, some: 'mixed', none: false } as const;

function Box({ state, label }: { state: TickState; label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the grid has the focus; X ticks
    <span role="checkbox" aria-checked={CHECKED[state]} aria-label={label} title={label} className="tick" data-state={state}>
      <svg viewBox="0 0 14 14" aria-hidden>
        {state === 'all' && <path d="M3.2 7.4l2.5 2.5L10.8 4.4" />}
        {state === 'some' && <path d="M3.5 7h7" />}
      </svg>
    </span>
  );
}

/** The tick before a row; the whole cell takes the press. Without a state the row cannot be ticked. */
export function Tick({ ticked, label, onPress }: { ticked: boolean | null; label: string; onPress: (event: MouseEvent) => void }) {
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- as above
    <div role="gridcell" aria-colindex={1} className="grid-cell grid-ticks" data-pinned style={{ inlineSize: TICKS, insetInlineStart: 0 }} onClick={onPress} onDoubleClick={(event) => event.stopPropagation()}>
      {ticked !== null && <Box state={ticked ? 'all' : 'none'} label={label} />}
    </div>
  );
}

/** The tick in the header; without a state there is nothing to tick. */
export function TickAll({ state, label, onPress }: { state: TickState | null; label: string; onPress: () => void }) {
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- as above; Ctrl A
    <div role="gridcell" aria-colindex={1} className="grid-cell grid-ticks" data-pinned style={{ inlineSize: TICKS, insetInlineStart: 0 }} onClick={onPress}>
      {state && <Box state={state} label={label} />}
    </div>
  );
}
