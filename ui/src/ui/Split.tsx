import { ToggleButton } from '@react-spectrum/s2';
import Layout from '@react-spectrum/s2/icons/Layout';
import { type KeyboardEvent, type ReactNode, type Ref, useRef, useState } from 'react';
import { useText } from '../i18n';
import { useMedia } from '../lib/useMedia';
import './Split.css';

/** Where list and panel have no room beside each other, as at 200 % zoom; the same stands in Split.css. */
const SMALL = '(max-width: 899px)';

/** A list with what is known of its row beside it; in a small window over it, on demand. */
export function Split({ children, panel }: { children: ReactNode; panel: ReactNode }) {
  const small = useMedia(SMALL);
  const [open, setOpen] = useState(false);
  const edge = useRef<HTMLDivElement>(null);
  const closing = (event: KeyboardEvent) => {
    if (!small || !open || event.key !== 'Escape' || event.defaultPrevented) return;
    setOpen(false);
    edge.current?.querySelector('button')?.focus();
  };
  return (
    <div className="split">
      <div className="split-list">{children}</div>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape closes what is inside */}
      <div className="split-side" onKeyDown={closing}>
        {small && <Edge at={edge} open={open} onOpen={setOpen} />}
        <div className="split-panel" hidden={small && !open}>
          {panel}
        </div>
      </div>
    </div>
  );
}

/** What opens the panel in a small window, and closes it. */
function Edge({ at, open, onOpen }: { at: Ref<HTMLDivElement>; open: boolean; onOpen: (open: boolean) => void }) {
  const text = useText();
  return (
    <div ref={at} className="split-edge" data-region={open ? undefined : 'panel'}>
      <ToggleButton isQuiet size="S" isSelected={open} onChange={onOpen} aria-label={text('details')}>
        <Layout />
      </ToggleButton>
    </div>
  );
}

/** What is known of a row, in sections. */
export function Panel({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
    <aside className="panel" data-region="panel" aria-label={label} tabIndex={0}>
      {children}
    </aside>
  );
}
