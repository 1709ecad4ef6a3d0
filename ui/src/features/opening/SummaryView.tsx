import { Button } from '@react-spectrum/s2';
import { Link, useNavigate } from '@tanstack/react-router';
import type { FindingKind } from '../../bindings/finding';
import type { Counts, ImportedFile, ImportReport, Plan } from '../../bindings/import';
import { useActs } from '../../app/useActs';
import { type MessageId, useText } from '../../i18n';
import { Mark, type MarkKind } from '../../ui/Mark';
import { Page } from '../../ui/Page';
import { useFindingText } from '../findings/text';
import { useKindText } from '../imports/kind';
import { leaveFlow } from './flow';

const KINDS: { key: keyof Counts; mark: MarkKind; title: MessageId }[] = [
  { key: 'created', mark: 'created', title: 'mark.created' },
  { key: 'changed', mark: 'changed', title: 'mark.changed' },
  { key: 'unchanged', mark: 'unchanged', title: 'mark.unchanged' },
  { key: 'refused', mark: 'refused', title: 'mark.refused' },
  { key: 'missing', mark: 'missing', title: 'mark.missing' },
];

/** What a record can be; those of which the files tell nothing have no column. */
const RECORDS = [
  { of: 'addresses', title: 'summary.addresses' },
  { of: 'subscriptions', title: 'summary.subscriptions' },
  { of: 'orders', title: 'summary.orders' },
  { of: 'balances', title: 'summary.balances' },
] as const;

const isTold = (counts: Counts) => Object.values(counts).some((count) => count > 0);

/** What was read, kept and refused, and the findings by kind. */
export function SummaryView({ report, title }: { report: ImportReport; title: string }) {
  const text = useText();
  const acts = useActs();
  const navigate = useNavigate();
  const { plan, sources, kinds, elapsed_ms: elapsed, change_set: change } = report;
  const rows = sources.reduce((sum, file) => sum + file.rows, 0);
  const show = () => {
    leaveFlow();
    void navigate({ to: '/customers' });
  };
  const undo = (number: number) => {
    show();
    acts.undo(number);
  };
  return (
    <Page
      title={title}
      aside={<span className="soft">{text('summary.aside', { rows, seconds: elapsed / 1000 })}</span>}
      actions={
        <>
          {change !== null && (
            <Button variant="secondary" onPress={() => undo(change)}>
              {text('summary.undo')}
            </Button>
          )}
          <Button variant="accent" onPress={show}>
            {text('summary.show', { count: report.workspace.customers })}
          </Button>
        </>
      }
    >
      <div className="page-body summary">
        <section className="card">
          <h2>{text('summary.kept')}</h2>
          <CountsTable plan={plan} />
          {plan.new_websites.length > 0 && <p className="soft">{text('summary.websites', { names: plan.new_websites.join(', ') })}</p>}
          {report.change_set === null && <p>{text('summary.nothing_changed')}</p>}
        </section>
        <Files files={sources} />
        <Kinds kinds={kinds} total={report.findings} />
      </div>
    </Page>
  );
}

function CountsTable({ plan }: { plan: Plan }) {
  const text = useText();
  const records = RECORDS.filter(({ of }) => of === 'addresses' || isTold(plan[of]));
  return (
    <table className="summary-counts">
      <thead>
        <tr>
          <td />
          <th>{text('summary.customers')}</th>
          {records.map(({ of, title }) => (
            <th key={of}>{text(title)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {KINDS.map(({ key, mark, title }) => (
          <tr key={key}>
            <th scope="row">
              <Mark kind={mark} /> {text(title)}
            </th>
            <td>{text('number', { number: plan[key] })}</td>
            {records.map(({ of }) => (
              <td key={of}>{text('number', { number: plan[of][key] })}</td>
            ))}
          </tr>
        ))}
        {plan.deleted > 0 && (
          <tr>
            <th scope="row">
              <Mark kind="deleted" /> {text('mark.deleted')}
            </th>
            <td>{text('number', { number: plan.deleted })}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Files({ files }: { files: ImportedFile[] }) {
  const text = useText();
  const kindOf = useKindText();
  return (
    <section className="card">
      <h2>{text('summary.files')}</h2>
      <ul className="summary-list">
        {files.map(({ name, kind, rows, refused, dialect, sha256 }) => (
          <li key={sha256}>
            <strong>{name}</strong>
            <span className="soft">
              {text('summary.file', { kind: kindOf(kind), rows, refused, dialect })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Kinds({ kinds, total }: { kinds: FindingKind[]; total: number }) {
  const text = useText();
  const { name } = useFindingText();
  return (
    <section className="card">
      <h2>{text('summary.findings', { count: total })}</h2>
      {total === 0 && <p className="soft">{text('summary.no_findings', { count: total })}</p>}
      <ul className="summary-list">
        {kinds.map(({ code, severity, count }) => (
          <li key={code} className="summary-kind">
            <Mark kind={severity === 'error' ? 'refused' : 'warning'} label={text(severity === 'error' ? 'severity.error' : 'severity.warning')} />
            <Link to="/findings" search={{ code }}>
              {name(code)}
            </Link>
            <span className="summary-number">{text('number', { number: count })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
