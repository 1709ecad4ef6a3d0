import { ActionButton, TextField } from '@react-spectrum/s2';
import { useState } from 'react';
import { showFailure } from '../../app/failures';
import type { Group } from '../../bindings/settings';
import { useText } from '../../i18n';
import { write } from '../../operations';

/** Names of customer groups: the files tell their numbers alone. */
export function GroupSettings({ groups }: { groups: Group[] }) {
  return (
    <ul className="settings-rows">
      {groups.map((group) => (
        <GroupRow key={group.id} group={group} />
      ))}
    </ul>
  );
}

function GroupRow({ group: { id, name, customers } }: { group: Group }) {
  const text = useText();
  const [written, setWritten] = useState(name ?? '');
  const changed = written.trim() !== '' && written.trim() !== (name ?? '');
  const save = () => void write('settings.group', { id, name: written.trim() }).catch(showFailure);
  return (
    <li>
      <span className="settings-id">{id}</span>
      <TextField aria-label={text('settings.group_name', { id })} value={written} onChange={setWritten} placeholder={text('settings.group_unnamed', { id })} />
      <span className="soft">{text('customers.count', { count: customers })}</span>
      {changed && <ActionButton onPress={save}>{text('save')}</ActionButton>}
    </li>
  );
}
