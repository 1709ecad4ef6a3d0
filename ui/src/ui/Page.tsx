import { type ReactNode, useRef } from 'react';
import './Page.css';
import { useFocusOnArrival } from './useFocusOnArrival';

/** The frame of a page: title, what belongs to it, its acts; the content fills the rest. */
export function Page({ trail, title, aside, actions, children }: {
  /** The page that this one is part of. */
  trail?: ReactNode;
  title: ReactNode;
  /** Beside the title: count, state, name of the view. */
  aside?: ReactNode;
  /** Quiet acts first, the main one last. */
  actions?: ReactNode;
  children: ReactNode;
}) {
  const place = useRef<HTMLElement>(null);
  useFocusOnArrival(place);
  return (
    <main ref={place} className="page" tabIndex={-1} data-region="page">
      <header className="page-header">
        {trail && <span className="page-trail">{trail}</span>}
        <h1>{title}</h1>
        {aside && <div className="page-aside">{aside}</div>}
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </main>
  );
}
