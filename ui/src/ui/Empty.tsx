import type { ReactNode } from 'react';

/** Nothing to show: a title, one sentence, one or two ways on. */
export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <section className="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </section>
  );
}
