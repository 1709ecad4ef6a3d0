import { ActionButton, Button, ComboBox, ComboBoxItem, DialogTrigger, Picker, PickerItem, Popover, Text, TextField } from '@react-spectrum/s2';
import Filter from '@react-spectrum/s2/icons/Filter';
import { type FormEvent, useState } from 'react';
import type { ColumnInfo, ColumnKind, QueryProblem } from '../bindings/customer';
import { useFieldLabel } from '../features/customers/cells';
import { type MessageId, useText } from '../i18n';
import { useOperation } from '../operations';
import { type Draft, newDraft, openDraft, type Operator } from './draft';
import { partOf, withPart } from './parts';
import { useExpected } from './useExpected';

const TEXT = ['CONTAINS', '=', '!=', 'STARTS WITH', 'ENDS WITH', 'IS NULL', 'IS NOT NULL'] as const;
const ORDERED = ['>=', '<=', '=', '>', '<', 'IS NULL', 'IS NOT NULL'] as const;
const CHOICE = ['=', '!=', 'IS NULL', 'IS NOT NULL'] as const;
const isOrdered = (kind: ColumnKind) => kind === 'number' || kind === 'instant' || kind === 'date' || kind === 'money';

/** Numbers, dates and yes or no stand without quotes. */
const isBare = (kind: ColumnKind) => isOrdered(kind) || kind === 'yes_no';

const EXISTENCE = ['IS NOT NULL', 'IS NULL'] as const;

/** The operators that make sense for what a column holds. */
const operatorsOf = (kind: ColumnKind): readonly Operator[] => (isOrdered(kind) ? ORDERED : kind === 'text' ? TEXT : kind === 'existence' ? EXISTENCE : CHOICE);

interface AddFilterProps {
  search: string;
  /** The conditions there are, as text. */
  parts: readonly string[];
  onParts: (parts: string[]) => void;
}

/** A condition by field, operator and value: a new one, or one of those there are. */
export function AddFilter({ search, parts, onParts }: AddFilterProps) {
  const text = useText();
  const draft = openDraft.use();
  return (
    <DialogTrigger isOpen={draft !== null} onOpenChange={(open) => openDraft.set(open ? newDraft() : null)}>
      <ActionButton isQuiet id="add-filter">
        <Filter />
        <Text>{text('filter.add')}</Text>
      </ActionButton>
      <Popover placement="bottom start" aria-label={text(draft?.index == null ? 'filter.add' : 'filter.edit')}>
        {draft && (
          <FilterForm
            draft={draft}
            search={search}
            condition={(part) => withPart(parts, part, draft.index).join(' AND ')}
            onDone={(part) => {
              onParts(withPart(parts, part, draft.index));
              openDraft.set(null);
            }}
          />
        )}
      </Popover>
    </DialogTrigger>
  );
}

interface FilterFormProps {
  draft: Draft;
  search: string;
  /** All conditions once this one is among them. */
  condition: (part: string) => string;
  onDone: (part: string) => void;
}

function FilterForm({ draft, search, condition, onDone }: FilterFormProps) {
  const text = useText();
  const label = useFieldLabel();
  const columns = (useOperation('customers.columns', null).data ?? []).filter(({ filled }) => filled);
  const [field, setField] = useState(draft.field || null);
  const [operator, setOperator] = useState(draft.operator);
  const [value, setValue] = useState(draft.value);
  const column = columns.find((each) => each.field === field);
  const operators = operatorsOf(column?.kind ?? 'text');
  const chosen = operators.includes(operator) ? operator : (operators[0] ?? '=');
  const valueless = chosen === 'IS NULL' || chosen === 'IS NOT NULL';
  const complete = column !== undefined && (valueless || value.trim() !== '');
  const part = column && complete ? partOf(column.field, chosen, value, isBare(column.kind)) : '';
  const check = useOperation('query.check', { text: part }, { enabled: part !== '' });
  const ready = part !== '' && check.data?.problems.length === 0;
  const done = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onDone(part);
  };
  return (
    <form className="filter-form" onSubmit={done}>
      <ComboBox label={text('filter.field')} autoFocus={draft.field === ''} defaultItems={columns.map((each) => ({ id: each.field }))} selectedKey={field} onSelectionChange={(key) => setField(key === null ? null : String(key))}>
        {({ id }) => <ComboBoxItem id={id}>{label(id)}</ComboBoxItem>}
      </ComboBox>
      <Picker label={text('filter.operator')} selectedKey={chosen} onSelectionChange={(key) => setOperator(key as Operator)}>
        {operators.map((each) => (
          <PickerItem key={each} id={each}>
            {text(`operator.${each}` satisfies MessageId)}
          </PickerItem>
        ))}
      </Picker>
      {!valueless && <Value column={column} value={value} onChange={setValue} autoFocus={draft.field !== ''} />}
      <WouldMatch condition={ready ? condition(part) : ''} search={search} problem={check.data?.problems[0]} />
      <Button variant="accent" type="submit" isDisabled={!ready}>
        {text('filter.apply')}
      </Button>
    </form>
  );
}

/** How many would be left, or what is wrong; nothing while the condition is not one yet. */
function WouldMatch({ condition, search, problem }: { condition: string; search: string; problem: QueryProblem | undefined }) {
  const text = useText();
  const expected = useExpected();
  const { data, isError } = useOperation('customers.view', { condition, search, sort: [] }, { enabled: condition !== '', keepOld: true });
  return (
    <p className="soft" role="status">
      {condition && data && !isError ? text('filter.would_match', { count: data.total }) : null}
      {problem && <span className="filter-problem">{text('filter.problem_value', { found: problem.found, expected: expected(problem) })}</span>}
    </p>
  );
}

interface ValueProps {
  column: ColumnInfo | undefined;
  value: string;
  onChange: (value: string) => void;
  autoFocus: boolean;
}

/** The value's editor, by what the column holds. */
function Value({ column, value, onChange, autoFocus }: ValueProps) {
  const text = useText();
  if (column?.kind === 'choice') return <ChoiceValue column={column} value={value} onChange={onChange} autoFocus={autoFocus} />;
  if (column?.kind === 'yes_no')
    return (
      <Picker autoFocus={autoFocus} label={text('filter.value')} selectedKey={value || null} onSelectionChange={(key) => onChange(String(key))}>
        <PickerItem id="TRUE">{text('yes')}</PickerItem>
        <PickerItem id="FALSE">{text('no')}</PickerItem>
      </Picker>
    );
  const help = column?.kind === 'date' || column?.kind === 'instant' ? { description: text('filter.date_form') } : {};
  return <TextField autoFocus={autoFocus} label={text('filter.value')} value={value} onChange={onChange} {...help} />;
}

function ChoiceValue({ column, value, onChange, autoFocus }: ValueProps & { column: ColumnInfo }) {
  const text = useText();
  const values = useOperation('customers.values', { field: column.field, condition: '', search: '', matching: '', limit: 300 }).data ?? [];
  const items = values.flatMap((each) => (each.value === null ? [] : [{ id: each.value, label: each.label, count: each.count }]));
  return (
    <ComboBox autoFocus={autoFocus} label={text('filter.value')} items={items} selectedKey={value || null} onSelectionChange={(key) => onChange(key === null ? '' : String(key))}>
      {({ id, label, count }) => (
        <ComboBoxItem id={id} textValue={label}>
          {text('filter.value_count', { label, count })}
        </ComboBoxItem>
      )}
    </ComboBox>
  );
}
