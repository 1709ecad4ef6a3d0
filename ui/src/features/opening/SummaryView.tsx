import { Button } from '@react-spectrum/s2';
import { Link, useNavigate } from '@tanstack/react-router';
import type { FindingKind } from '../../bindings/finding';
import type { Counts, ImportedFile, ImportReport } from '../../bindings/import';
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

/** What was read, kept and refused, and the findings by kind. */
export function SummaryView({ report }: { report: ImportReport }) {
  const text = useText();
  const navigate = useNavigate();
  const { plan, sources, kinds, elapsed_ms: elapsed } = report;
  const rows = sources.reduce((sum, file) => sum + file.rows, 0);
  const show = () => {
    leaveFlow();
    void navigate({ to: '/customers' });
  };
  return (
    <Page
      title={text('summary.title')}
      aside={<span className="soft">{text('summary.aside', { rows, seconds: elapsed / 1000 })}</span>}
      actions={
        <Button variant="accent" onPress={show}>
          {text('summary.show', { count: report.workspace.customers })}
        </Button>
      }
    >
      <div className="page-body summary">
        <section className="card">
          <h2>{text('summary.kept')}</h2>
          <table className="summary-counts">
            <thead>
              <tr>
                <td />
                <th>{text('summary.customers')}</th>
                <th>{text('summary.addresses')}</th>
              </tr>
            </thead>
            <tbody>
              {KINDS.map(({ key, mark, title }) => (
                <tr key={key}>
                  <th scope="row">
                    <Mark kind={mark} /> {text(title)}
                  </th>
                  <td>{text('number', { number: plan[key] })}</td>
                  <td>{text('number', { number: plan.addresses[key] })}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {plan.new_websites.length > 0 && <p className="soft">{text('summary.websites', { names: plan.new_websites.join(', ') })}</p>}
          {report.change_set === null && <p>{text('summary.nothing_changed')}</p>}
        </section>
        <Files files={sources} />
        <Kinds kinds={kinds} total={report.findings} />
      </div>
    </Page>
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
