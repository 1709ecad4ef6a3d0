import './Mark.css';

/** What happened to data; ui.md 4. */
export type MarkKind = 'created' | 'changed' | 'unchanged' | 'deleted' | 'refused' | 'missing' | 'warning' | 'conflict' | 'good';

const GLYPHS: Record<MarkKind, string> = {
  created: 'M8 3.5v9M3.5 8h9',
  changed: 'M8 4.5 12 11.5H4Z',
  unchanged: 'M4 6.5h8M4 9.5h8',
  deleted: 'M4 8h8',
  refused: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  missing: 'M4.2 8h.1M8 8h.1M11.8 8h.1',
  warning: 'M8 3.5v5.5M8 12v.1',
  conflict: 'M3.5 6h8l-2-2M12.5 10h-8l2 2',
  good: 'M4 8.5l2.8 2.8L12 5.2',
};

/** A glyph in a square. Without a visible word beside it, `label` says it. */
export function Mark({ kind, label }: { kind: MarkKind; label?: string }) {
  return (
    <span className="mark" data-kind={kind}>
      <svg viewBox="0 0 16 16" aria-hidden>
        <path d={GLYPHS[kind]} />
      </svg>
      {label && <span className="visually-hidden">{label}</span>}
    </span>
  );
}
