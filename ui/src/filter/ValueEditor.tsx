import { ComboBox, ComboBoxItem, DatePicker, NumberField, Picker, PickerItem, SearchField, TextField } from '@react-spectrum/s2';
import { type CalendarDate, parseDate } from '@internationalized/date';
import { useId, useState } from 'react';
import type { FacetValue, QueryField } from '../bindings/customer';
import { type MessageId, useText } from '../i18n';
import { useRested } from '../lib/useRested';
import { useOperation } from '../operations';
import { type Mode, UNITS } from './draft';
import { FacetValues } from './facets/FacetValues';

/** More values than this are reached by searching. */
const MANY = 200;
/** The list follows the search after this rest. */
const REST_MS = 120;

type Values = readonly (string | null)[];

interface ValueEditorProps {
  field: QueryField;
  mode: Mode;
  values: Values;
  onChange: (values: Values) => void;
  autoFocus: boolean;
  /** The other conditions and keywords, under which values are counted. */
  others: string;
  search: string;
}

/** The editor of a condition's values, by what its field holds and how it is compared. */
export function ValueEditor(props: ValueEditorProps) {
  const { field, mode } = props;
  const isDay = field.kind === 'date' || field.kind === 'instant';
  if (mode === 'set' || mode === 'not_set') return null;
  if (field.field === 'change_set' && mode !== 'range') return <ImportEditor {...props} />;
  if (mode === 'in' || mode === 'not_in') return <ListEditor {...props} />;
  if (mode === 'last' || mode === 'next' || mode === 'older') return <StepEditor {...props} />;
  if (mode === 'range') return isDay ? <DaysEditor {...props} /> : <NumbersEditor {...props} />;
  return isDay ? <DayEditor {...props} /> : <SingleEditor {...props} />;
}

function SingleEditor({ field, values: [value = ''], onChange, autoFocus }: ValueEditorProps) {
  const text = useText();
  const help = field.kind === 'number' || field.kind === 'money' ? {} : { description: text('filter.case') };
  return <TextField autoFocus={autoFocus} label={text('filter.value')} value={value ?? ''} onChange={(next) => onChange([next])} {...help} />;
}

function NumbersEditor({ values: [from = null, to = null], onChange, autoFocus }: ValueEditorProps) {
  const text = useText();
  return (
    <div className="filter-range">
      <TextField autoFocus={autoFocus} label={text('filter.from')} inputMode="decimal" value={from ?? ''} onChange={(next) => onChange([next.trim() || null, to])} />
      <TextField label={text('filter.to')} inputMode="decimal" value={to ?? ''} onChange={(next) => onChange([from, next.trim() || null])} />
    </div>
  );
}

/** Imports by their change sets, newest first. */
function ImportEditor({ values: [value], onChange, autoFocus }: ValueEditorProps) {
  const text = useText();
  const sources = useOperation('imports.list', null).data ?? [];
  const files = new Map<number, string[]>();
  for (const { change_set: number, name } of sources) if (number !== null) files.set(number, [...(files.get(number) ?? []), name]);
  const items = [...files].toSorted(([one], [other]) => other - one).map(([number, names]) => ({ id: String(number), name: text('filter.import_name', { number, files: names.join(', ') }) }));
  return (
    <ComboBox autoFocus={autoFocus} label={text('filter.import')} defaultItems={items} selectedKey={value ?? null} onSelectionChange={(key) => onChange(key === null ? [] : [String(key)])}>
      {({ id, name }) => (
        <ComboBoxItem id={id} textValue={name}>
          {name}
        </ComboBoxItem>
      )}
    </ComboBox>
  );
}

const dayOf = (text: string | null | undefined): CalendarDate | null => {
  try {
    return text ? parseDate(text) : null;
  } catch {
    return null;
  }
};

function DayEditor({ values: [value], onChange, autoFocus }: ValueEditorProps) {
  const text = useText();
  return <DatePicker autoFocus={autoFocus} label={text('filter.day')} value={dayOf(value)} onChange={(day) => onChange(day ? [day.toString()] : [])} />;
}

function DaysEditor({ values: [from = null, to = null], onChange, autoFocus }: ValueEditorProps) {
  const text = useText();
  return (
    <>
      <DatePicker autoFocus={autoFocus} label={text('filter.from')} value={dayOf(from)} onChange={(day) => onChange([day?.toString() ?? null, to])} />
      <DatePicker label={text('filter.to')} description={text('filter.range_help')} value={dayOf(to)} onChange={(day) => onChange([from, day?.toString() ?? null])} />
    </>
  );
}

function StepEditor({ mode, values: [count = null, unit], onChange, autoFocus }: ValueEditorProps) {
  const text = useText();
  return (
    <div className="filter-range">
      <NumberField
        autoFocus={autoFocus}
        label={text('filter.number')}
        minValue={mode === 'older' ? 0 : 1}
        maxValue={9999}
        value={count ? Number(count) : Number.NaN}
        onChange={(next) => onChange([Number.isNaN(next) ? null : String(next), unit ?? 'd'])}
      />
      <Picker label={text('filter.unit')} selectedKey={unit ?? 'd'} onSelectionChange={(key) => onChange([count, String(key)])}>
        {UNITS.map((each) => (
          <PickerItem key={each} id={each}>
            {text(`filter.unit_name.${each}` satisfies MessageId)}
          </PickerItem>
        ))}
      </Picker>
    </div>
  );
}

/** Yes and no as the language writes them. */
const written = (field: QueryField, value: string | null) => (field.kind === 'yes_no' && value !== null ? (value === '1' ? 'TRUE' : 'FALSE') : value);

function ListEditor({ field, mode, values: chosen, onChange, autoFocus, others, search }: ValueEditorProps) {
  const text = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const matching = useRested(typed.trim(), REST_MS);
  const listed = useOperation('customers.values', { field: field.field, condition: others, search, matching, limit: MANY }, { keepOld: true });
  const mark = mode === 'in' ? 'chosen' : 'left_out';
  const told = listed.data?.map((each): FacetValue => ({ ...each, value: written(field, each.value), condition: '', mark: null }));
  const missing = matching === '' ? chosen.filter((value) => told && !told.some((each) => each.value === value)) : [];
  const rows = told && [...told, ...missing.map((value): FacetValue => ({ value, label: value ?? '', count: 0, condition: '', mark: null }))];
  const values = rows?.map((each) => ({ ...each, mark: chosen.includes(each.value) ? mark : null }) as FacetValue);
  const toggle = ({ value }: FacetValue) => onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return (
    <div className="filter-list">
      <SearchField autoFocus={autoFocus} aria-label={text('filter.search_values')} placeholder={text('filter.search_values')} value={typed} onChange={setTyped} />
      <span id={id} className="visually-hidden">
        {text('filter.values')}
      </span>
      <FacetValues column={field.field} kind={field.kind} labelledBy={id} values={values} stale={listed.isFetching} onPress={toggle} />
      {values?.length === 0 && <p className="soft">{text('facet.none_found')}</p>}
    </div>
  );
}
