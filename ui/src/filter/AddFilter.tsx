import { ActionButton, Button, ComboBox, ComboBoxItem, DialogTrigger, Picker, PickerItem, Popover, Text, TextField } from '@react-spectrum/s2';
import Filter from '@react-spectrum/s2/icons/Filter';
import { type FormEvent, useState } from 'react';
import type { ColumnInfo, ColumnKind } from '../bindings/customer';
import { useFieldLabel } from '../features/customers/cells';
import { type MessageId, useText } from '../i18n';
import { useOperation } from '../operations';
import { partOf } from './parts';
import { wantedField } from './wanted';

const TEXT = ['CONTAINS', '=', '!=', 'STARTS WITH', 'ENDS WITH', 'IS NULL', 'IS NOT NULL'] as const;
const ORDERED = ['>=', '<=', '=', '>', '<', 'IS NULL', 'IS NOT NULL'] as const;
const CHOICE = ['=', '!=', 'IS NULL', 'IS NOT NULL'] as const;
type Operator = (typeof TEXT)[number] | (typeof ORDERED)[number];

const isOrdered = (kind: ColumnKind) => kind === 'number' || kind === 'instant' || kind === 'date';

/** Numbers, dates and yes or no stand without quotes. */
const isBare = (kind: ColumnKind) => isOrdered(kind) || kind === 'yes_no';

/** The operators that make sense for what a column holds. */
const operatorsOf = (kind: ColumnKind): readonly Operator[] => (isOrdered(kind) ? ORDERED : kind === 'text' ? TEXT : CHOICE);

/** A condition by field, operator and value. */
export function AddFilter({ onAdd }: { onAdd: (part: string) => void }) {
  const text = useText();
  const wanted = wantedField.use();
  return (
    <DialogTrigger isOpen={wanted !== null} onOpenChange={(open) => wantedField.set(open ? '' : null)}>
      <ActionButton isQuiet id="add-filter">
        <Filter />
        <Text>{text('filter.add')}</Text>
      </ActionButton>
      <Popover placement="bottom start" aria-label={text('filter.add')}>
        <FilterForm
          key={wanted}
          first={wanted}
          onAdd={(part) => {
            onAdd(part);
            wantedField.set(null);
          }}
        />
      </Popover>
    </DialogTrigger>
  );
}

function FilterForm({ first, onAdd }: { first: string | null; onAdd: (part: string) => void }) {
  const text = useText();
  const label = useFieldLabel();
  const columns = (useOperation('customers.columns', null).data ?? []).filter(({ filled, kind }) => filled && kind !== 'existence');
  const [field, setField] = useState(first || null);
  const [operator, setOperator] = useState<Operator>('CONTAINS');
  const [value, setValue] = useState('');
  const column = columns.find((each) => each.field === field);
  const operators = operatorsOf(column?.kind ?? 'text');
  const chosen = operators.includes(operator) ? operator : (operators[0] ?? '=');
  const valueless = chosen === 'IS NULL' || chosen === 'IS NOT NULL';
  const ready = column !== undefined && (valueless || value.trim() !== '');
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (column && ready) onAdd(partOf(column.field, chosen, value, isBare(column.kind)));
  };
  return (
    <form className="filter-form" onSubmit={add}>
      <ComboBox label={text('filter.field')} defaultItems={columns.map((each) => ({ id: each.field }))} selectedKey={field} onSelectionChange={(key) => setField(key === null ? null : String(key))}>
        {({ id }) => <ComboBoxItem id={id}>{label(id)}</ComboBoxItem>}
      </ComboBox>
      <Picker label={text('filter.operator')} selectedKey={chosen} onSelectionChange={(key) => setOperator(key as Operator)}>
        {operators.map((each) => (
          <PickerItem key={each} id={each}>
            {text(`operator.${each}` satisfies MessageId)}
          </PickerItem>
        ))}
      </Picker>
      {!valueless && <Value column={column} value={value} onChange={setValue} />}
      <Button variant="accent" type="submit" isDisabled={!ready}>
        {text('filter.apply')}
      </Button>
    </form>
  );
}

interface ValueProps {
  column: ColumnInfo | undefined;
  value: string;
  onChange: (value: string) => void;
}

/** The value's editor, by what the column holds. */
function Value({ column, value, onChange }: ValueProps) {
  const text = useText();
  if (column?.kind === 'choice') return <ChoiceValue column={column} value={value} onChange={onChange} />;
  if (column?.kind === 'yes_no')
    return (
      <Picker label={text('filter.value')} selectedKey={value || null} onSelectionChange={(key) => onChange(String(key))}>
        <PickerItem id="TRUE">{text('yes')}</PickerItem>
        <PickerItem id="FALSE">{text('no')}</PickerItem>
      </Picker>
    );
  const help = column?.kind === 'date' || column?.kind === 'instant' ? { description: text('filter.date_form') } : {};
  return <TextField label={text('filter.value')} value={value} onChange={onChange} {...help} />;
}

function ChoiceValue({ column, value, onChange }: { column: ColumnInfo; value: string; onChange: (value: string) => void }) {
  const text = useText();
  const values = useOperation('customers.values', { field: column.field, condition: '', search: '', matching: '', limit: 300 }).data ?? [];
  const items = values.flatMap((each) => (each.value === null ? [] : [{ id: each.value, label: each.label, count: each.count }]));
  return (
    <ComboBox label={text('filter.value')} items={items} selectedKey={value || null} onSelectionChange={(key) => onChange(key === null ? '' : String(key))}>
      {({ id, label, count }) => (
        <ComboBoxItem id={id} textValue={label}>
          {text('filter.value_count', { label, count })}
        </ComboBoxItem>
      )}
    </ComboBox>
  );
}
