import { Content, Dialog, DialogContainer, Heading, SearchField } from '@react-spectrum/s2';
import { useState } from 'react';
import { useText } from '../i18n';
import { useOperation } from '../operations';
import { closeDialog, shellDialog } from './dialogs';
import './AboutDialog.css';

const close = closeDialog('about');

/** Version, and the licences of everything inside. */
export function AboutDialog() {
  const text = useText();
  const shown = shellDialog.use() === 'about';
  const version = useOperation('program.info', null).data?.version ?? '';
  return (
    <DialogContainer onDismiss={close}>
      {shown && (
        <Dialog size="L" isDismissible>
          <Heading slot="title">{text('act.about')}</Heading>
          <Content>
            <div className="about">
              <p>{text('about.version', { version })}</p>
              <p className="soft">{text('about.privacy')}</p>
              <Licences />
            </div>
          </Content>
        </Dialog>
      )}
    </DialogContainer>
  );
}

function Licences() {
  const text = useText();
  const [sought, setSought] = useState('');
  const all = useOperation('program.licences', null).data ?? [];
  const found = all.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(sought.toLowerCase()));
  return (
    <section aria-label={text('about.licences')}>
      <h3>{text('about.licences_of', { count: all.length })}</h3>
      <SearchField size="S" aria-label={text('about.search')} value={sought} onChange={setSought} />
      <ul className="licences">
        {found.map(({ name, version, licence }) => (
          <li key={`${name} ${version}`}>
            <span>{name}</span>
            <span className="soft">{version}</span>
            <span>{licence}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
