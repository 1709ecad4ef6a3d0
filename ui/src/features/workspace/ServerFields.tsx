import { TextField } from '@react-spectrum/s2';
import { useEffect } from 'react';
import { useText } from '../../i18n';
import { splitPassword } from './url';
import type { Attempt } from './useAttempt';

const PASSWORD = 'server-password';

/** What a person writes about a database. */
export interface Server {
  readonly url: string;
  readonly password: string;
  /** Whether the address was looked at: from then on it says what is wrong at once. */
  readonly left: boolean;
}

interface ServerFieldsProps {
  server: Server;
  valid: boolean;
  attempt: Attempt;
  onChange: (server: Server) => void;
}

/** Address and password of a team database. A password that stands in the address moves to its own field. */
export function ServerFields({ server, valid, attempt: { job, failure, withPassword }, onChange }: ServerFieldsProps) {
  const text = useText();
  const wrong = server.left && !valid;
  const asked = failure?.code === 'password_needed';
  const busy = job !== null;
  useEffect(() => {
    if (asked) document.getElementById(PASSWORD)?.focus();
  }, [asked]);
  const write = (written: string) => {
    const { url, password } = splitPassword(written);
    onChange({ ...server, url, password: password ?? server.password });
  };
  return (
    <>
      <TextField
        label={text('connect.url')}
        description={text('connect.url_help')}
        placeholder="postgres://user@host/database"
        value={server.url}
        isRequired
        isReadOnly={busy}
        autoFocus={server.url === ''}
        isInvalid={wrong}
        {...(wrong ? { errorMessage: text('connect.bad_url') } : {})}
        onChange={write}
        onBlur={() => onChange({ ...server, left: server.url !== '' })}
      />
      <TextField
        id={PASSWORD}
        label={text('connect.password')}
        type="password"
        autoComplete="off"
        description={text('connect.password_help')}
        value={server.password}
        isReadOnly={busy}
        autoFocus={server.url !== ''}
        isInvalid={asked}
        {...(asked ? { errorMessage: text(withPassword ? 'connect.refused' : 'connect.needed') } : {})}
        onChange={(password) => onChange({ ...server, password })}
      />
      <p className="soft">{text('connect.tls')}</p>
    </>
  );
}
