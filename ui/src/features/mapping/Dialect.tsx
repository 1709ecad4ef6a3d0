import { NumberField, Picker, PickerItem, TextField } from '@react-spectrum/s2';
import type { MappedTable, Mapping } from '../../bindings/import';
import { isMessageId, useText } from '../../i18n';
import { useOperation } from '../../operations';
import { withConstant, withDialect } from './mapping';

const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'];
const SEPARATORS = [',', ';', '|', 'tab'];
const ORDERS = ['mdy', 'dmy', 'ymd'];
/** "As the dates tell" among the orders. */
const TOLD = 'told';

/** How the file is cut into cells, and what every row has. */
export function Dialect({ table, mapping, onChange }: { table: MappedTable; mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const text = useText();
  return (
    <div className="mapping-dialect">
      <NumberField
        label={text('mapping.header_row')}
        value={mapping.header_row}
        minValue={1}
        maxValue={Math.max(1, table.records.length)}
        onChange={(row) => Number.isFinite(row) && onChange(withDialect(mapping, { header_row: row }))}
      />
      {table.text && (
        <>
          <Choice label={text('mapping.encoding')} values={ENCODINGS} value={mapping.encoding ?? table.encoding} onChange={(encoding) => onChange(withDialect(mapping, { encoding }))} />
          <Choice label={text('mapping.separator')} values={SEPARATORS} value={mapping.separator ?? table.separator} onChange={(separator) => onChange(withDialect(mapping, { separator }))} />
        </>
      )}
      <Choice
        label={text('mapping.date_order')}
        values={[TOLD, ...ORDERS]}
        value={mapping.date_order ?? TOLD}
        onChange={(order) => onChange({ ...mapping, date_order: order === TOLD ? null : order })}
      />
      <Constants table={table} mapping={mapping} onChange={onChange} />
    </div>
  );
}

function Choice({ label, values, value, onChange }: { label: string; values: readonly string[]; value: string; onChange: (value: string) => void }) {
  const text = useText();
  const word = (each: string) => {
    const id = `answer.${each}`;
    return isMessageId(id) ? text(id) : each;
  };
  const all = values.includes(value) ? values : [value, ...values];
  return (
    <Picker label={label} selectedKey={value} onSelectionChange={(key) => key !== null && key !== value && onChange(String(key))}>
      {all.map((each) => (
        <PickerItem key={each} id={each}>
          {word(each)}
        </PickerItem>
      ))}
    </Picker>
  );
}

/** A website and a group for rows whose file has no column for them. */
function Constants({ table, mapping, onChange }: { table: MappedTable; mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const text = useText();
  const open = Boolean(useOperation('workspace.current', null).data);
  const settings = useOperation('settings.list', null, { enabled: open }).data;
  const mapped = Object.values(table.mapping.columns);
  const hints: Record<string, string> = {
    website: settings?.websites.flatMap(({ code }) => code ?? []).join(', ') || 'base',
    group: settings?.groups.flatMap(({ id, name }) => (id === 0 ? [] : (name ?? []))).join(', ') || 'General',
  };
  return (['website', 'group'] as const).map((field) => (
    <TextField
      key={field}
      label={text(`mapping.constant.${field}`)}
      isDisabled={mapped.includes(field)}
      placeholder={mapped.includes(field) ? text('mapping.has_column') : hints[field]}
      value={mapped.includes(field) ? '' : (mapping.constants[field] ?? '')}
      onChange={(value) => onChange(withConstant(mapping, field, value))}
    />
  ));
}
