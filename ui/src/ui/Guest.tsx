import { useText } from '../i18n';

/** Marks what belongs to no account. */
export function Guest() {
  const text = useText();
  return (
    <span className="badge" data-tone="gray">
      {text('guest')}
    </span>
  );
}
