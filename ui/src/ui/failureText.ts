import type { Failure } from '../bindings/failure';
import { isMessageId, type MessageId, useText } from '../i18n';

/** The last part of a path. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** Values for the texts: what the failure tells, with names short enough to read. */
function values({ params }: Failure): Record<string, string> {
  const file = params.file ?? params.path ?? '';
  return { line: '', column: '', value: '', reason: '', change_set: '', ...params, file: fileName(file) };
}

const REFUSALS: Failure['code'][] = ['file_refused', 'server_refused'];

/** The message about why a file or a database is refused, where that reason has one. */
function reasonId({ code, params }: Failure): MessageId | null {
  const id = `refused.${params.reason ?? ''}`;
  return REFUSALS.includes(code) && isMessageId(id) ? id : null;
}

/** What went wrong, where, and what to do: title, text and the details for whoever helps. */
export function useFailureText(): (failure: Failure) => { title: string; body: string; details: string } {
  const text = useText();
  return (failure) => {
    const reason = reasonId(failure);
    const given = values(failure);
    return {
      title: text(`failure.${failure.code}.title`, given),
      body: text(reason ?? `failure.${failure.code}.text`, given),
      details: [failure.code, failure.params.reason, failure.incident && text('failure.incident', { incident: failure.incident })]
        .filter(Boolean)
        .join(' · '),
    };
  };
}
