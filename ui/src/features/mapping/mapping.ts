import type { MappedTable, Mapping, MappingProblem } from '../../bindings/import';

/** Fields that a column of another program can fill, besides custom attributes. */
export const CUSTOMER_FIELDS = [
  'email', 'website', 'name', 'prefix', 'firstname', 'middlename', 'lastname', 'suffix', 'group', 'dob', 'gender', 'taxvat', 'customer_since', 'created_in', 'entity_id',
] as const;
export const ADDRESS_FIELDS = [
  'billing_firstname', 'billing_lastname', 'billing_company', 'billing_street', 'billing_city', 'billing_region', 'billing_country', 'billing_postcode', 'billing_telephone', 'billing_fax', 'billing_vat_id',
] as const;

const ATTRIBUTE = 'attr.';

/** The code of a custom attribute that a field names; null for other fields. */
export const codeOf = (field: string | null): string | null => (field?.startsWith(ATTRIBUTE) ? field.slice(ATTRIBUTE.length) : null);

/** The field of a custom attribute. */
export const attributeField = (code: string): string => ATTRIBUTE + code;

/** A lawful code for a header: lower-case letters, digits and underscores, a letter first. */
export function proposedCode(header: string): string {
  const plain = header.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').toLowerCase();
  const code = plain.replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '');
  return code.slice(0, 60) || 'column';
}

/** The mapping with a column put into another field; null leaves it unread. What the column holds no longer stands in every row. */
export const withField = (mapping: Mapping, header: string, field: string | null): Mapping =>
  withConstant({ ...mapping, columns: { ...mapping.columns, [header]: field } }, field ?? '', '');

/** The mapping with a text that every row has; an empty one takes it away. */
export function withConstant(mapping: Mapping, field: string, text: string): Mapping {
  const { [field]: _, ...others } = mapping.constants;
  return { ...mapping, constants: text === '' ? others : { ...others, [field]: text } };
}

/** The mapping of a file that is cut otherwise: its columns are others, and are proposed anew. */
export const withDialect = (mapping: Mapping, change: Partial<Pick<Mapping, 'encoding' | 'separator' | 'header_row'>>): Mapping => ({ ...mapping, ...change, columns: {} });

/** Whether columns are to be proposed. */
export const asksAnew = (mapping: Mapping): boolean => Object.keys(mapping.columns).length === 0;

/** What is wrong with a column: its header, its field or its attribute's code is meant. */
export const problemsOf = (problems: readonly MappingProblem[], header: string, field: string | null): MappingProblem[] =>
  problems.filter(({ subject, code }) => code !== 'email_missing' && code !== 'header_missing' && (subject === header || (field !== null && [field, codeOf(field)].includes(subject))));

/** What is wrong with the mapping as a whole. */
export const problemsOfWhole = ({ problems, columns, mapping }: MappedTable): MappingProblem[] =>
  problems.filter((problem) => columns.every(({ header }) => !problemsOf([problem], header, mapping.columns[header] ?? null).length));
