import { isMessageId, useText } from '../../i18n';

/** What a file is, in words. */
export function useKindText(): (kind: string) => string {
  const text = useText();
  return (kind) => {
    const id = `kind.${kind}`;
    return isMessageId(id) ? text(id) : kind;
  };
}
