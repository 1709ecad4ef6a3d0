import { useText } from '../i18n';
import './BeforeAfter.css';

/** A value before and after; the arrow reads as "becomes". Nothing reads as "empty", which is information here. */
export function BeforeAfter({ before, after }: { before: string; after: string }) {
  const text = useText();
  return (
    <span className="change">
      <s>{before === '' ? <em>{text('empty')}</em> : <bdi>{before}</bdi>}</s>
      <svg className="change-arrow" viewBox="0 0 16 10" aria-hidden>
        <path d="M1.5 5h13M11 1.5 14.5 5 11 8.5" />
      </svg>
      <span className="visually-hidden">{` ${text('becomes')} `}</span>
      <span className="change-after">{after === '' ? <em>{text('empty')}</em> : <bdi>{after}</bdi>}</span>
    </span>
  );
}
