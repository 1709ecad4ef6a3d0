import { useEffect, useState } from 'react';
import { useText } from '../i18n';

/** How long the bubble stays after the last scroll. */
const STAYS_MS = 700;

/** The number of the first row in sight, beside the thumb of the scroll bar while it moves. */
export function RowBubble({ row, top, share }: { row: number; top: number; share: number }) {
  const text = useText();
  const [seen, setSeen] = useState(top);
  const moving = seen !== top;
  useEffect(() => {
    if (!moving) return undefined;
    const rest = setTimeout(() => setSeen(top), STAYS_MS);
    return () => clearTimeout(rest);
  }, [moving, top]);
  if (!moving) return null;
  return (
    <div className="grid-bubble-track" aria-hidden>
      <span className="grid-bubble" style={{ insetBlockStart: `${share * 100}%` }}>
        {text('number', { number: row + 1 })}
      </span>
    </div>
  );
}
