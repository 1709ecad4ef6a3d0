import { isMessageId, useText } from '../../i18n';

/** The status of a subscription in words; as the file has it where it is none of those known. */
export function useStatusText(): (status: string) => string {
  const text = useText();
  return (status) => {
    const id = `subscription.${status}`;
    return isMessageId(id) ? text(id) : status;
  };
}
