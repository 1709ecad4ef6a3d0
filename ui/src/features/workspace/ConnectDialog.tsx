import { Button, ButtonGroup, Content, Dialog, DialogContainer, Heading } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useText } from '../../i18n';
import { cancelJob } from '../../operations/jobs';
import { AttemptState } from './AttemptState';
import { connecting } from './dialogs';
import { type Server, ServerFields } from './ServerFields';
import { isAddress } from './url';
import { useAttempt } from './useAttempt';
import './Workspace.css';

const FORM = 'connect-form';

/** Connects to a team database. The password is in this form until it is sent, and nowhere after that. */
export function ConnectDialog({ url }: { url: string }) {
  const text = useText();
  const navigate = useNavigate();
  const { attempt, run } = useAttempt();
  const [server, setServer] = useState<Server>({ url, password: '', left: false });
  const valid = isAddress(server.url);
  const close = () => {
    if (attempt.job !== null) cancelJob(attempt.job);
    connecting.set(null);
  };
  const connect = async (event: FormEvent) => {
    event.preventDefault();
    if (attempt.job !== null) return;
    setServer({ ...server, password: '', left: true });
    if (!valid) return;
    const opened = await run('workspace.connect', { url: server.url, password: server.password || null }, server.password !== '');
    if (!opened) return;
    connecting.set(null);
    await navigate({ to: '/customers' });
  };
  return (
    <DialogContainer onDismiss={close}>
      <Dialog size="M">
        <Heading slot="title">{text('act.connect')}</Heading>
        <Content>
          <form noValidate id={FORM} className="server-form" onSubmit={(event) => void connect(event)}>
            <ServerFields server={server} valid={valid} attempt={attempt} onChange={setServer} />
            <AttemptState attempt={attempt} />
          </form>
        </Content>
        <ButtonGroup>
          <Button variant="secondary" onPress={close}>
            {text('cancel')}
          </Button>
          <Button variant="accent" type="submit" form={FORM} isPending={attempt.job !== null}>
            {text('connect.connect')}
          </Button>
        </ButtonGroup>
      </Dialog>
    </DialogContainer>
  );
}
