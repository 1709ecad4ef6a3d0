import { ActionButton, Text, ToastQueue } from '@react-spectrum/s2';
import ExportTo from '@react-spectrum/s2/icons/ExportTo';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showFailure } from '../../app/failures';
import type { FindingKind, FindingRow, FindingRows } from '../../bindings/finding';
import { quoted } from '../../filter/parts';
import { Grid } from '../../grid/Grid';
import type { GridColumn } from '../../grid/types';
import { PAGE, usePages } from '../../grid/usePages';
import { useText } from '../../i18n';
import { useSingleKeys } from '../../lib/preferences';
import { operation, useOperation } from '../../operations';
import { startJob } from '../../operations/jobs';
import { platform } from '../../platform';
import { Empty } from '../../ui/Empty';
import { Mark } from '../../ui/Mark';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import './Findings.css';
import { useFindingText } from './text';

/** A kind is chosen only where the whole address is its own. */
const EXACT = { exact: true, includeSearch: true };

/** The condition that holds of customers with a finding of a code. */
const partOf = (code: string) => `finding = ${quoted(code)}`;

const rowsOf = (page: FindingRows) => page.rows;

/** Everything the files or rules complain about, by kind. */
export function FindingsPage() {
  const text = useText();
  const { code } = useSearch({ from: '/findings' });
  const summary = useOperation('findings.summary', null);
  const total = summary.data?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const save = async () => {
    const path = await platform().pickSave(`${text('nav.findings').toLowerCase()}.csv`, text('pick.findings'));
    if (!path) return;
    const { rows } = await startJob('findings.export', { path, code: code ?? null }).done;
    ToastQueue.positive(text('findings.exported', { rows }), { timeout: 10_000 });
  };
  const actions = total > 0 && (
    <ActionButton isQuiet onPress={() => void save().catch(showFailure)}>
      <ExportTo />
      <Text>{text('findings.export')}</Text>
    </ActionButton>
  );
  return (
    <Page title={text('nav.findings')} aside={summary.data && <strong>{text('number', { number: total })}</strong>} actions={actions}>
      <QueryView query={summary}>
        {(kinds) => {
          if (kinds.length === 0) return <Empty title={text('findings.none')} text={text('findings.none_text')} />;
          const chosen = kinds.find((kind) => kind.code === code);
          return (
            <div className="findings">
              <Kinds kinds={kinds} total={total} />
              <Rows key={chosen?.code ?? ''} kind={chosen ?? null} total={chosen?.count ?? total} />
            </div>
          );
        }}
      </QueryView>
    </Page>
  );
}

function Kinds({ kinds, total }: { kinds: readonly FindingKind[]; total: number }) {
  const text = useText();
  const { name } = useFindingText();
  return (
    <nav className="finding-kinds" data-region="facets" aria-label={text('findings.kinds')}>
      <Link to="/findings" search={{}} activeOptions={EXACT}>
        <span>{text('findings.all')}</span>
        <span className="soft">{text('number', { number: total })}</span>
      </Link>
      {kinds.map(({ code, severity, count }) => (
        <Link key={code} to="/findings" search={{ code }} activeOptions={EXACT}>
          <Mark kind={severity === 'error' ? 'refused' : 'warning'} label={text(severity === 'error' ? 'severity.error' : 'severity.warning')} />
          <span>{name(code)}</span>
          <span className="soft">{text('number', { number: count })}</span>
        </Link>
      ))}
    </nav>
  );
}

function Rows({ kind, total }: { kind: FindingKind | null; total: number }) {
  const text = useText();
  const navigate = useNavigate();
  const { name, remedy } = useFindingText();
  const [singleKeys] = useSingleKeys();
  const { rowAt, onRange } = usePages(
    (offset) => operation('findings.rows', { code: kind?.code ?? null, offset, limit: PAGE }) as never,
    rowsOf,
  );
  const columns: GridColumn[] = [
    { key: 'customer', title: text('findings.customer'), width: 220 },
    { key: 'code', title: text('findings.finding'), width: 240 },
    { key: 'value', title: text('filter.value'), width: 200 },
    { key: 'column', title: text('findings.column'), width: 140 },
    { key: 'file', title: text('imports.file'), width: 260 },
    { key: 'line', title: text('findings.line'), width: 90, end: true },
  ];
  const cell = (row: FindingRow, index: number): ReactNode => {
    const values = [row.customer_name ?? text('findings.no_customer'), name(row.code), row.value ?? '', row.column ?? '', row.file, row.line > 0 ? text('number', { number: row.line }) : ''];
    return <bdi title={values[index]}>{values[index] || text('none')}</bdi>;
  };
  const open = ({ customer }: FindingRow) => {
    if (customer !== null) void navigate({ to: '/customers/$id', params: { id: String(customer) } });
  };
  return (
    <div className="finding-rows">
      {kind && (
        <p className="finding-remedy">
          {remedy(kind.code)}{' '}
          <Link to="/customers" search={{ where: partOf(kind.code) }}>
            {text('findings.show_customers')}
          </Link>
        </p>
      )}
      <Grid<FindingRow>
        label={text('nav.findings')}
        columns={columns}
        total={total}
        rowHeight={32}
        rowAt={rowAt}
        cell={cell}
        onRange={onRange}
        onOpen={open}
        singleKeys={singleKeys}
      />
      <p className="table-foot">{text('findings.foot', { total })}</p>
    </div>
  );
}
