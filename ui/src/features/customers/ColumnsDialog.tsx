import { ActionButton, Button, ButtonGroup, Checkbox, CheckboxGroup, Content, Dialog, DialogTrigger, Heading, SearchField, Text } from '@react-spectrum/s2';
import Columns from '@react-spectrum/s2/icons/Layout';
import { useState } from 'react';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { useCurrentView } from '../views/useLayout';
import { useFieldLabel } from './cells';
import { useShownColumns } from './useShownColumns';

/** Which columns the list shows. */
export function ColumnsDialog() {
  const text = useText();
  const label = useFieldLabel();
  const all = useOperation('customers.columns', null).data;
  const shown = useShownColumns(all).map(({ field }) => field);
  const { layout, setLayout } = useCurrentView();
  const choose = (columns: string[] | null) => setLayout({ ...layout, columns });
  const [sought, setSought] = useState('');
  const found = (all ?? []).filter(({ field, filled }) => field !== 'name' && filled && label(field).toLowerCase().includes(sought.toLowerCase()));
  const hidden = shown.filter((field) => !found.some((column) => column.field === field));
  return (
    <DialogTrigger>
      <ActionButton isQuiet>
        <Columns />
        <Text>{text('columns.title')}</Text>
      </ActionButton>
      <Dialog size="S">
        {({ close }) => (
          <>
            <Heading slot="title">{text('columns.title')}</Heading>
            <Content>
              <SearchField aria-label={text('columns.search')} value={sought} onChange={setSought} />
              <CheckboxGroup aria-label={text('columns.title')} value={shown} onChange={(fields) => choose([...new Set([...hidden, ...fields])])}>
                {found.map(({ field }) => (
                  <Checkbox key={field} value={field}>
                    {label(field)}
                  </Checkbox>
                ))}
              </CheckboxGroup>
            </Content>
            <ButtonGroup>
              <Button variant="secondary" onPress={() => choose(null)}>
                {text('columns.reset')}
              </Button>
              <Button variant="accent" onPress={close}>
                {text('close')}
              </Button>
            </ButtonGroup>
          </>
        )}
      </Dialog>
    </DialogTrigger>
  );
}
