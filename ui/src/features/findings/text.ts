import { isMessageId, useText } from '../../i18n';

/** What a finding's code says, and what to do about it. */
export function useFindingText(): { name: (code: string) => string; remedy: (code: string) => string } {
  const text = useText();
  const of = (id: string, otherwise: string) => (isMessageId(id) ? text(id) : otherwise);
  return {
    name: (code) => of(`finding.${code}`, code),
    remedy: (code) => of(`remedy.${code}`, ''),
  };
}
