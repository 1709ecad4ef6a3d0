import { Button, ButtonGroup, Content, Dialog, DialogContainer, Heading } from '@react-spectrum/s2';
import { useText } from '../i18n';
import { Details } from '../ui/Details';
import { useFailureText } from '../ui/failureText';
import { shownFailure } from './failures';

/** What went wrong with an act, and what to do. */
export function FailureDialog() {
  const text = useText();
  const texts = useFailureText();
  const failure = shownFailure.use();
  const shown = failure && texts(failure);
  return (
    <DialogContainer onDismiss={() => shownFailure.set(null)}>
      {shown && (
        <Dialog size="S" role="alertdialog">
          {({ close }) => (
            <>
              <Heading slot="title">{shown.title}</Heading>
              <Content>
                <p>{shown.body}</p>
                <Details text={shown.details} />
              </Content>
              <ButtonGroup>
                <Button variant="accent" onPress={close}>
                  {text('close')}
                </Button>
              </ButtonGroup>
            </>
          )}
        </Dialog>
      )}
    </DialogContainer>
  );
}
