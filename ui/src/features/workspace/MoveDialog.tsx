import { Button, ButtonGroup, Content, Dialog, DialogContainer, Heading, Radio, RadioGroup, ToastQueue } from '@react-spectrum/s2';
import { type FormEvent, useState } from 'react';
import { showFailure } from '../../app/failures';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { cancelJob } from '../../operations/jobs';
import { platform } from '../../platform';
import { AttemptState } from './AttemptState';
import { moving } from './dialogs';
import { type Server, ServerFields } from './ServerFields';
import { isAddress } from './url';
import { useAttempt } from './useAttempt';
import './Workspace.css';

const FORM = 'move-form';
const TOAST_MS = 10_000;

/** Copies the workspace with its whole history elsewhere, and opens it there. */
export function MoveDialog() {
  const text = useText();
  const { attempt, run } = useAttempt();
  const name = useOperation('workspace.current', null).data?.name ?? '';
  const [place, setPlace] = useState('file');
  const [server, setServer] = useState<Server>({ url: '', password: '', left: false });
  const valid = isAddress(server.url);
  const close = () => {
    if (attempt.job !== null) cancelJob(attempt.job);
    moving.set(false);
  };
  const move = async (to: string, password: string | null) => {
    const moved = await run('workspace.move', { to, password }, password !== null);
    if (!moved) return;
    moving.set(false);
    ToastQueue.positive(text('move.moved', { name: moved.name }), { timeout: TOAST_MS });
  };
  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (attempt.job !== null) return;
    if (place === 'file') {
      const path = await platform().pickSave(`${name}.clientele`, text('pick.workspace'));
      if (path) await move(path, null);
      return;
    }
    setServer({ ...server, password: '', left: true });
    if (valid) await move(server.url, server.password || null);
  };
  return (
    <DialogContainer onDismiss={close}>
      <Dialog size="M">
        <Heading slot="title">{text('move.title')}</Heading>
        <Content>
          <form noValidate id={FORM} className="server-form" onSubmit={(event) => void start(event).catch(showFailure)}>
            <p>{text('move.what')}</p>
            <RadioGroup label={text('move.to')} value={place} onChange={setPlace} isDisabled={attempt.job !== null}>
              <Radio value="file">{text('move.file')}</Radio>
              <Radio value="server">{text('move.server')}</Radio>
            </RadioGroup>
            {place === 'server' && <ServerFields server={server} valid={valid} attempt={attempt} onChange={setServer} />}
            <AttemptState attempt={attempt} />
          </form>
        </Content>
        <ButtonGroup>
          <Button variant="secondary" onPress={close}>
            {text('cancel')}
          </Button>
          <Button variant="accent" type="submit" form={FORM} isPending={attempt.job !== null}>
            {text(place === 'file' ? 'move.choose' : 'move.move')}
          </Button>
        </ButtonGroup>
      </Dialog>
    </DialogContainer>
  );
}
