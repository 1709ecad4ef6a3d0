import { type ReactNode, useId, useState } from 'react';
import { ActionButton, Text } from '@react-spectrum/s2';
import { Link } from '@tanstack/react-router';
import type { Chart } from '../../bindings/overview';
import { useValueLabel } from '../../filter/useValueLabel';
import { useText } from '../../i18n';

interface ChartCardProps {
  title: string;
  /** What the numbers are, in a few words. */
  note: string;
  chart: Chart;
  /** As wide as the page. */
  wide?: boolean;
  children: ReactNode;
}

/** A chart with its table. */
export function ChartCard({ title, note, chart, wide = false, children }: ChartCardProps) {
  const text = useText();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <section className="card chart" data-wide={wide} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note && <span className="soft">{note}</span>}
        <ActionButton isQuiet size="S" aria-pressed={asTable} aria-label={text('overview.table_of', { chart: title })} onPress={() => setAsTable(!asTable)}>
          <Text>{text('overview.table')}</Text>
        </ActionButton>
      </header>
      {asTable ? <ChartTable chart={chart} title={title} /> : children}
    </section>
  );
}

function ChartTable({ chart: { column, kind, bars }, title }: { chart: Chart; title: string }) {
  const text = useText();
  const name = useValueLabel();
  const records = bars.some((bar) => bar.records !== null);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
    <div className="chart-table" tabIndex={0} role="group" aria-label={title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {records && (
              <th scope="col" data-end>
                {text(column === 'finding' ? 'nav.findings' : 'nav.orders')}
              </th>
            )}
            <th scope="col" data-end>
              {text('overview.tile.customers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.value ?? ''}>
              <th scope="row">
                <Link to="/customers" search={{ where: bar.condition }}>
                  <bdi>{name({ field: column, kind, ...bar })}</bdi>
                </Link>
              </th>
              {records && <td data-end>{bar.records === null ? text('none') : text('number', { number: bar.records })}</td>}
              <td data-end>{text('number', { number: bar.customers })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
