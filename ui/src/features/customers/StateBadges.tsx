import { isMessageId, useText } from '../../i18n';

/** The troublesome states of an account. */
export function StateBadges({ states }: { states: readonly string[] }) {
  const text = useText();
  return states.map((state) => {
    const id = `account.${state}`;
    return (
      <span key={state} className="badge" data-tone={state === 'locked' ? 'red' : 'orange'}>
        {isMessageId(id) ? text(id) : state}
      </span>
    );
  });
}
