import { Button, ButtonGroup } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { useActs } from '../../app/useActs';
import type { Failure } from '../../bindings/failure';
import type { OpenRequest } from '../../bindings/import';
import { useText } from '../../i18n';
import { Details } from '../../ui/Details';
import { useFailureText } from '../../ui/failureText';
import { Page } from '../../ui/Page';
import { leaveFlow, openAgain } from './flow';

/** Why the files were not opened, and the ways on. */
export function FailedView({ failure, request }: { failure: Failure; request: OpenRequest | null }) {
  const text = useText();
  const texts = useFailureText();
  const acts = useActs();
  const navigate = useNavigate();
  const { title, body, details } = texts(failure);
  const back = () => {
    leaveFlow();
    void navigate({ to: '/customers' });
  };
  return (
    <Page title={title}>
      <div className="page-body failed">
        <p role="alert">{body}</p>
        <p className="soft">{text('failure.as_before')}</p>
        <ButtonGroup>
          {failure.retry && request && (
            <Button variant="accent" onPress={() => openAgain(request)}>
              {text('try_again')}
            </Button>
          )}
          <Button variant="secondary" onPress={acts.chooseFiles}>
            {text('opening.other_files')}
          </Button>
          <Button variant="secondary" onPress={back}>
            {text('back')}
          </Button>
        </ButtonGroup>
        <Details text={details} />
      </div>
    </Page>
  );
}
