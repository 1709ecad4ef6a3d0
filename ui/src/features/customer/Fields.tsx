import type { Field } from '../../bindings/customer';
import { useText } from '../../i18n';
import { useCellText, useFieldLabel } from '../customers/cells';

/** Fields with their values; instants name their zone. */
export function Fields({ fields, zone }: { fields: readonly Field[]; zone: string }) {
  const text = useText();
  const label = useFieldLabel();
  const write = useCellText();
  return (
    <dl className="fields">
      {fields.map(({ field, kind, value, raw }) => {
        const written = write(value, kind, zone);
        return (
          <div key={field}>
            <dt>{label(field)}</dt>
            <dd>
              {written === '' ? <span className="faint">{text('none')}</span> : <bdi>{written}</bdi>}
              {kind === 'instant' && written !== '' && <span className="soft">{` ${zone}`}</span>}
              {raw !== null && <span className="soft mono">{` ${text('finding.quoted', { value: raw })}`}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
