import { ActionButton, Button, ButtonGroup, Content, Dialog, DialogTrigger, Heading, Radio, RadioGroup, SearchField, Text } from '@react-spectrum/s2';
import Columns from '@react-spectrum/s2/icons/Layout';
import { useState } from 'react';
import type { Density } from '../../bindings/view';
import { useText } from '../../i18n';
import { useDensity } from '../../lib/preferences';
import { useOperation } from '../../operations';
import { useCurrentView } from '../views/useLayout';
import { DENSITIES, NO_LAYOUT } from '../views/views';
import { useFieldLabel } from './cells';
import { ColumnList } from './ColumnList';
import { useColumnLayout, useShownColumns } from './useShownColumns';

/** Which columns the list shows, in which order, and how high its rows are. */
export function ColumnsDialog() {
  const text = useText();
  const label = useFieldLabel();
  const all = useOperation('customers.columns', null).data ?? [];
  const columns = useShownColumns(all);
  const shown = columns.map(({ field }) => field);
  const { layout, setLayout } = useCurrentView();
  const { move, isPinned } = useColumnLayout(columns);
  const [usual] = useDensity();
  const [sought, setSought] = useState('');
  const offered = [...shown, ...all.filter(({ field, filled }) => filled && !shown.includes(field)).map(({ field }) => field)];
  const found = offered.filter((field) => field !== 'name' && label(field).toLowerCase().includes(sought.toLowerCase()));
  const show = (field: string, shows: boolean) => setLayout({ ...layout, columns: shows ? [...shown, field] : shown.filter((each) => each !== field) });
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
              <div className="columns-form">
              <RadioGroup label={text('density.label')} orientation="horizontal" value={layout.density ?? usual} onChange={(density) => setLayout({ ...layout, density: density as Density })}>
                {DENSITIES.map((density) => (
                  <Radio key={density} value={density}>
                    {text(`density.${density}`)}
                  </Radio>
                ))}
              </RadioGroup>
              <SearchField aria-label={text('columns.search')} value={sought} onChange={setSought} />
              <ColumnList fields={found.map((field) => ({ field, label: label(field), shown: shown.includes(field), fixed: isPinned(field) }))} onShow={show} onMove={move} />
              </div>
            </Content>
            <ButtonGroup>
              <Button variant="secondary" onPress={() => setLayout(NO_LAYOUT)}>
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
