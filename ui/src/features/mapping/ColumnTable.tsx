import { ComboBox, ComboBoxItem, ComboBoxSection, Header, Heading, TextField } from '@react-spectrum/s2';
import type { MappedColumn, MappedTable, Mapping, MappingProblem } from '../../bindings/import';
import { isMessageId, useText } from '../../i18n';
import { useFieldLabel } from '../customers/cells';
import { ADDRESS_FIELDS, attributeField, codeOf, CUSTOMER_FIELDS, problemsOf, proposedCode, withField } from './mapping';

/** Choices that are no field. */
const NOT_READ = 'not read';
const ATTRIBUTE = 'attribute';

/** Each column of the file with its first values and the field it fills. */
export function ColumnTable({ table, onChange }: { table: MappedTable; onChange: (mapping: Mapping) => void }) {
  const text = useText();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
    <div className="table-frame mapping-columns" data-region="list" tabIndex={0} role="group" aria-label={text('mapping.columns')}>
      <table className="table">
        <thead>
          <tr>
            <th>{text('mapping.column')}</th>
            <th>{text('mapping.samples')}</th>
            <th>{text('mapping.field')}</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((column) => (
            <ColumnRow key={column.header} column={column} table={table} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ColumnRow({ column: { header, samples }, table: { mapping, problems }, onChange }: { column: MappedColumn; table: MappedTable; onChange: (mapping: Mapping) => void }) {
  const field = mapping.columns[header] ?? null;
  const own = problemsOf(problems, header, field);
  const change = (next: string | null) => onChange(withField(mapping, header, next));
  return (
    <tr data-problem={own.length > 0 || undefined}>
      <th scope="row">
        <bdi>{header}</bdi>
      </th>
      <td className="wide soft" title={samples.join(' · ')}>
        <bdi>{samples.join(' · ')}</bdi>
      </td>
      <td className="mapping-field">
        <FieldChoice header={header} field={field} problem={own[0]} onChange={change} />
      </td>
    </tr>
  );
}

function FieldChoice({ header, field, problem, onChange }: { header: string; field: string | null; problem: MappingProblem | undefined; onChange: (field: string | null) => void }) {
  const text = useText();
  const label = useFieldLabel();
  const code = codeOf(field);
  const id = `mapping.problem.${problem?.code ?? ''}`;
  const wrong = problem ? { isInvalid: true, errorMessage: isMessageId(id) ? text(id, { subject: problem.subject }) : problem.code } : {};
  const choose = (key: string) => {
    if (key === NOT_READ) onChange(null);
    else onChange(key === ATTRIBUTE ? attributeField(proposedCode(header)) : key);
  };
  const word = (each: string) => (each === 'name' ? text('mapping.full_name') : label(each));
  return (
    <div className="mapping-choice">
      <ComboBox
        aria-label={text('mapping.field_of', { header })}
        menuTrigger="focus"
        selectedKey={code !== null ? ATTRIBUTE : (field ?? NOT_READ)}
        onSelectionChange={(key) => key !== null && choose(String(key))}
        {...(code === null ? wrong : {})}
      >
        <ComboBoxSection>
          <ComboBoxItem id={NOT_READ}>{text('mapping.not_read')}</ComboBoxItem>
          <ComboBoxItem id={ATTRIBUTE}>{text('mapping.attribute')}</ComboBoxItem>
        </ComboBoxSection>
        <ComboBoxSection>
          <Header>
            <Heading>{text('entity.customer')}</Heading>
          </Header>
          {CUSTOMER_FIELDS.map((each) => (
            <ComboBoxItem key={each} id={each}>
              {word(each)}
            </ComboBoxItem>
          ))}
        </ComboBoxSection>
        <ComboBoxSection>
          <Header>
            <Heading>{text('field.default_billing')}</Heading>
          </Header>
          {ADDRESS_FIELDS.map((each) => (
            <ComboBoxItem key={each} id={each}>
              {word(each)}
            </ComboBoxItem>
          ))}
        </ComboBoxSection>
      </ComboBox>
      {code !== null && <TextField aria-label={text('mapping.code_of', { header })} value={code} onChange={(next) => onChange(attributeField(next))} {...wrong} />}
    </div>
  );
}
