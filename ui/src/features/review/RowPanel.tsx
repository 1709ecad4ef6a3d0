import { Link } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import type { FieldChange, PlanDetail, PlanInfo, PlanRow, RecordChange } from '../../bindings/plan';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { BeforeAfter } from '../../ui/BeforeAfter';
import { Facts } from '../../ui/Facts';
import { Mark } from '../../ui/Mark';
import { Panel } from '../../ui/Split';
import { useCellText, useFieldLabel } from '../customers/cells';
import { useFieldValue } from '../customers/useFieldValue';
import { useZone } from '../customers/useZone';
import { FindingList } from '../findings/FindingList';
import '../findings/Findings.css';

/** Everything about the row under the cursor. */
export function RowPanel({ row, info }: { row: PlanRow | null; info: PlanInfo }) {
  const text = useText();
  const { data } = useOperation('plan.row', { index: row?.index ?? 0 }, { enabled: row !== null, keepOld: true });
  return <Panel label={text('review.panel')}>{row && data && <Detail detail={data} notRead={info.not_read} />}</Panel>;
}

function Detail({ detail, notRead }: { detail: PlanDetail; notRead: readonly string[] }) {
  const text = useText();
  const intl = useIntl();
  const { row, findings, records, customer, entity_id: number } = detail;
  return (
    <>
      <section>
        <div className="review-who">
          <h2>
            <bdi>{row.name || row.email}</bdi>
          </h2>
          <span className="review-change">
            <Mark kind={row.change} />
            {text(`mark.${row.change}`)}
          </span>
        </div>
        <p className="soft">
          <bdi>{row.email}</bdi>
          {number !== null && ` · ${text('review.number', { id: number })}`}
        </p>
        {row.file && <p className="soft">{text('finding.place', { file: row.file, line: row.line ?? 0, column: '' })}</p>}
        {row.change === 'missing' && <p>{text('review.missing_text')}</p>}
        {customer !== null && (
          <Link to="/customers/$id" params={{ id: String(customer) }}>
            {text('review.open_customer')}
          </Link>
        )}
      </section>
      {findings.length > 0 && (
        <section>
          <h3>{text('summary.findings', { count: findings.length })}</h3>
          <FindingList findings={findings} stored={false} />
        </section>
      )}
      <Records detail={detail} records={records} />
      {notRead.length > 0 && (
        <section>
          <p className="faint">{text('review.not_read', { columns: intl.formatList(notRead, { type: 'unit' }) })}</p>
        </section>
      )}
    </>
  );
}

function Records({ detail, records }: { detail: PlanDetail; records: readonly RecordChange[] }) {
  const text = useText();
  const zone = useZone()(detail.row.website);
  const changing = records.filter(({ changed }) => changed.length > 0);
  const fields = changing.reduce((sum, { changed }) => sum + changed.length, 0);
  const staying = records.filter(({ unchanged }) => unchanged.length > 0);
  return (
    <>
      {changing.length > 0 && (
        <section>
          <h3>{text(detail.row.change === 'created' ? 'review.fields_new' : 'review.fields_change', { count: fields })}</h3>
          {changing.map((record) => (
            <div key={keyOf(record)} className="review-record">
              <RecordName record={record} alone={records.length === 1} />
              <ChangedFacts record={record} zone={zone} />
            </div>
          ))}
        </section>
      )}
      {staying.length > 0 && (
        <section>
          <h3>{text('mark.unchanged')}</h3>
          {staying.map((record) => (
            <div key={keyOf(record)} className="review-record">
              <RecordName record={record} alone={records.length === 1} marked={false} />
              <StayingFacts record={record} zone={zone} />
            </div>
          ))}
        </section>
      )}
    </>
  );
}

const keyOf = ({ subject, label, line }: RecordChange) => `${subject} ${label} ${line}`;

/** Which record it is, where there are several. */
function RecordName({ record: { subject, label, change }, alone, marked = true }: { record: RecordChange; alone: boolean; marked?: boolean }) {
  const text = useText();
  if (alone) return null;
  return (
    <p className="review-record-name">
      {marked && <Mark kind={change} label={text(`mark.${change}`)} />}
      <span>{text(`subject.${subject}`)}</span>
      {label && <bdi className="soft">{label}</bdi>}
    </p>
  );
}

function ChangedFacts({ record: { change, changed }, zone }: { record: RecordChange; zone: string }) {
  const label = useFieldLabel();
  const write = useFieldValue();
  const value = ({ field, kind, before, after }: FieldChange) => {
    const now = write(field, after, kind, zone);
    return change === 'created' ? <bdi>{now}</bdi> : <BeforeAfter before={write(field, before, kind, zone)} after={now} />;
  };
  return <Facts facts={changed.map((each) => [label(each.field), value(each)])} />;
}

function StayingFacts({ record: { unchanged }, zone }: { record: RecordChange; zone: string }) {
  const label = useFieldLabel();
  const write = useCellText();
  return (
    <Facts
      facts={unchanged.map(({ field, kind, value }) => {
        const written = write(value, kind, zone);
        return [label(field), written && <bdi key={field}>{written}</bdi>];
      })}
    />
  );
}
