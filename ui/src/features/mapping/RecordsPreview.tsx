import type { MappedTable } from '../../bindings/import';
import { useText } from '../../i18n';
import { useFieldLabel } from '../customers/cells';
import { codeOf } from './mapping';

/** Records joined with their numbers, 1-based. */
const numbered = (records: MappedTable['records']) => records.map((cells, index) => ({ number: index + 1, cells }));

/** The beginning of the file, each column under the field that it fills. */
export function RecordsPreview({ table: { file, columns, records, mapping } }: { table: MappedTable }) {
  const text = useText();
  const label = useFieldLabel();
  const nameOf = (field: string | null) => {
    if (field === null) return null;
    return field === 'name' ? text('mapping.full_name') : (codeOf(field) ?? label(field));
  };
  const place = (number: number) => (number < mapping.header_row ? 'above' : number === mapping.header_row ? 'header' : 'row');
  return (
    <section className="preview mapping-preview" aria-label={text('opening.first_rows', { file })}>
      <h2>{text('opening.first_rows', { file })}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys */}
      <div className="preview-scroll" tabIndex={0} role="group" aria-label={text('opening.first_rows', { file })}>
        <table>
          <thead>
            <tr>
              <td />
              {columns.map(({ header }) => {
                const name = nameOf(mapping.columns[header] ?? null);
                return <th key={header}>{name ?? <span className="mapping-unread">{text('mapping.not_read')}</span>}</th>;
              })}
            </tr>
          </thead>
          <tbody>
            {numbered(records).map(({ number, cells }) => (
              <tr key={number} data-place={place(number)}>
                <th scope="row">{number}</th>
                {columns.map(({ header }, index) => (
                  <td key={header} dir="auto" data-unread={mapping.columns[header] == null || undefined}>
                    {cells[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
