import type { ReactNode } from 'react';
import './Split.css';

/** A list with what is known of its row beside it. */
export function Split({ children, panel }: { children: ReactNode; panel: ReactNode }) {
  return (
    <div className="split">
      <div className="split-list">{children}</div>
      {panel}
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
