import type { ChangeRecord } from '../../bindings/history';
import { useText } from '../../i18n';
import { BeforeAfter } from '../../ui/BeforeAfter';
import { Facts } from '../../ui/Facts';
import { useFieldLabel } from '../customers/cells';
import { useFieldValue } from '../customers/useFieldValue';
import { useZone } from '../customers/useZone';

/** Every field of a record before and after. */
export function RecordFields({ record }: { record: ChangeRecord | null }) {
  const text = useText();
  const label = useFieldLabel();
  const write = useFieldValue();
  const zone = useZone()(record?.website ?? null);
  if (!record || record.fields.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
    <section className="record-fields" tabIndex={0} aria-label={text('activity.fields')}>
      <h3>
        <bdi>{record.name || record.email}</bdi>
      </h3>
      <Facts
        facts={record.fields.map(({ of, field, kind, before, after }) => [
          label(field),
          <BeforeAfter key={`${of} ${field}`} before={write(field, before, kind, zone)} after={write(field, after, kind, zone)} />,
        ])}
      />
    </section>
  );
}
