import { Button, ButtonGroup, Content, Dialog, DialogContainer, Heading, Switch, TextField } from '@react-spectrum/s2';
import { type FormEvent, useState } from 'react';
import { showFailure } from '../../app/failures';
import { useText } from '../../i18n';
import { failureOf } from '../../platform/types';
import { naming } from './naming';
import { useViewActs } from './useViewActs';
import './Views.css';

const FORM = 'view-name';
/** Longest name of a view, in characters. */
const LONGEST = 100;

const close = () => naming.set(null);

/** Gives a view its name. */
export function NameDialog({ of }: { of: 'new' | 'rename' }) {
  const text = useText();
  const acts = useViewActs();
  const saved = of === 'rename' ? acts.view.saved : null;
  const [name, setName] = useState(saved?.name ?? '');
  const [shared, setShared] = useState(saved?.shared ?? false);
  const [taken, setTaken] = useState<string | null>(null);
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const chosen = name.trim();
    if (chosen === '') return;
    try {
      await (of === 'new' ? acts.keepNew(chosen, shared) : acts.keepName(chosen, shared));
      close();
    } catch (error) {
      if (failureOf(error).code === 'name_taken') setTaken(chosen);
      else showFailure(error);
    }
  };
  return (
    <DialogContainer onDismiss={close}>
      <Dialog size="S">
        <Heading slot="title">{text(of === 'new' ? 'view.save_as_title' : 'view.rename_title')}</Heading>
        <Content>
          <form noValidate id={FORM} className="view-form" onSubmit={(event) => void keep(event)}>
            <TextField
              autoFocus
              label={text('settings.name')}
              value={name}
              onChange={setName}
              maxLength={LONGEST}
              isInvalid={taken !== null && taken === name.trim()}
              errorMessage={text('view.name_taken', { name: taken ?? '' })}
            />
            {acts.inTeam && (
              <Switch isSelected={shared} onChange={setShared}>
                {text('view.share')}
              </Switch>
            )}
          </form>
        </Content>
        <ButtonGroup>
          <Button variant="secondary" onPress={close}>
            {text('cancel')}
          </Button>
          <Button variant="accent" type="submit" form={FORM} isDisabled={name.trim() === ''}>
            {text(of === 'new' ? 'view.save' : 'view.rename_act')}
          </Button>
        </ButtonGroup>
      </Dialog>
    </DialogContainer>
  );
}
