import { useIntl } from 'react-intl';
import type { PlanRow } from '../../bindings/plan';
import { useText } from '../../i18n';
import { BeforeAfter } from '../../ui/BeforeAfter';
import { useFieldLabel } from '../customers/cells';
import { useFieldValue } from '../customers/useFieldValue';
import { useZone } from '../customers/useZone';
import { useFindingText } from '../findings/text';

/** What happens to a row, on one line. */
export function RowChange({ row }: { row: PlanRow }) {
  const text = useText();
  switch (row.change) {
    case 'changed':
      return <Changed row={row} />;
    case 'created':
      return <Created row={row} />;
    case 'refused':
      return <Refused row={row} />;
    case 'missing':
      return (
        <span>
          <span className="soft">{text('review.missing')}</span> {text('review.kept')}
        </span>
      );
    case 'deleted':
      return <span>{text(row.line === null ? 'review.deleted_missing' : 'review.deleted_named')}</span>;
    case 'unchanged':
      return <span className="soft">{text('review.as_here')}</span>;
  }
}

function Changed({ row: { fields, more, website } }: { row: PlanRow }) {
  const text = useText();
  const label = useFieldLabel();
  const write = useFieldValue();
  const zone = useZone()(website);
  return (
    <span className="review-fields">
      {fields.map(({ of, field, kind, before, after }) => (
        <span key={`${of} ${field}`} title={kind === 'instant' ? zone : undefined}>
          <span className="soft">{label(field)}</span> <BeforeAfter before={write(field, before, kind, zone)} after={write(field, after, kind, zone)} />
        </span>
      ))}
      {more > 0 && <span className="soft">{text('review.more', { count: more })}</span>}
    </span>
  );
}

function Created({ row: { subject, fields, addresses, website } }: { row: PlanRow }) {
  const text = useText();
  const intl = useIntl();
  const write = useFieldValue();
  const zone = useZone()(website);
  const values = fields.map(({ field, kind, after }) => write(field, after, kind, zone)).filter(Boolean);
  const all = subject === 'customer' ? [...values, text('customer.addresses', { count: addresses })] : values;
  return (
    <span>
      <span className="soft">{text(`review.new.${subject}`)}</span> <bdi>{intl.formatList(all, { type: 'unit' })}</bdi>
    </span>
  );
}

function Refused({ row: { first_finding: first } }: { row: PlanRow }) {
  const text = useText();
  const { name } = useFindingText();
  if (!first) return null;
  return (
    <span>
      {name(first.code)}
      {first.value && <bdi className="soft">{` ${text('finding.quoted', { value: first.value })}`}</bdi>}
    </span>
  );
}
