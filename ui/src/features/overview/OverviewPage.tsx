import { Picker, PickerItem } from '@react-spectrum/s2';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Chart, Overview } from '../../bindings/overview';
import { quoted } from '../../filter/parts';
import { useFieldLabel } from '../customers/cells';
import { useText } from '../../i18n';
import { useWhen } from '../../lib/when';
import { useOperation } from '../../operations';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import { BarList } from './BarList';
import { ChartCard } from './ChartCard';
import { MonthChart } from './MonthChart';
import './Overview.css';
import { Tiles } from './Tiles';

/** Months that a chart shows; the last is all of them. */
const SPANS = [12, 24, 60, 1200] as const;

/** Counts and charts; each number opens the grid on the customers whom it counts. */
export function OverviewPage() {
  const text = useText();
  const { absolute } = useWhen();
  const [website, setWebsite] = useState('');
  const [span, setSpan] = useState(24);
  const websites = useOperation('settings.list', null).data?.websites ?? [];
  const workspace = useOperation('workspace.current', null).data;
  const overview = useOperation('overview.get', { condition: website ? `website = ${quoted(website)}` : '' }, { keepOld: true });
  const sites = [{ id: '', name: text('overview.all_websites') }, ...websites.map(({ code, name }) => ({ id: code ?? name ?? '', name: name ?? code ?? '' }))];
  const actions = (
    <>
      {websites.length > 1 && (
        <Picker isQuiet aria-label={text('field.website')} items={sites} selectedKey={website} onSelectionChange={(key) => setWebsite(String(key))}>
          {({ id, name }) => <PickerItem id={id}>{name}</PickerItem>}
        </Picker>
      )}
      <Picker isQuiet aria-label={text('overview.span')} selectedKey={span} onSelectionChange={(key) => setSpan(Number(key))}>
        {SPANS.map((months) => (
          <PickerItem key={months} id={months}>
            {months === 1200 ? text('overview.all_months') : text('overview.months', { count: months })}
          </PickerItem>
        ))}
      </Picker>
    </>
  );
  const asOf = workspace?.data_as_of;
  return (
    <Page title={text('nav.overview')} aside={asOf ? <span className="soft">{text('overview.as_of', { at: absolute(asOf) })}</span> : null} actions={actions}>
      <div className="page-body overview" data-stale={overview.isPlaceholderData}>
        <QueryView query={overview}>{(data) => <Charts overview={data} span={span} />}</QueryView>
      </div>
    </Page>
  );
}

function Charts({ overview: { tiles, charts }, span }: { overview: Overview; span: number }) {
  const text = useText();
  const label = useFieldLabel();
  const chart = (column: string): Chart | undefined => charts.find((each) => each.column === column && each.bars.length > 0);
  const since = chart('customer_since');
  const orders = chart('order_date');
  const lists = ['group', 'website', 'billing_country', 'newsletter'].flatMap((column) => chart(column) ?? []);
  const findings = chart('finding');
  return (
    <>
      <Tiles tiles={tiles} />
      {since && (
        <ChartCard title={text('overview.since')} note={text('overview.since_note')} chart={since} wide>
          <MonthChart chart={since} span={span} label={text('overview.since')} />
        </ChartCard>
      )}
      {lists.map((each) => (
        <ChartCard key={each.column} title={label(each.column)} note={each.column === 'billing_country' ? text('overview.country_note') : ''} chart={each}>
          <BarList chart={each} label={label(each.column)} />
        </ChartCard>
      ))}
      {findings && (
        <ChartCard title={text('overview.findings')} note="" chart={findings}>
          <BarList chart={findings} label={text('overview.findings')} />
          <Link to="/findings">{text('findings.all')}</Link>
        </ChartCard>
      )}
      {orders && (
        <ChartCard title={text('overview.orders')} note={text('overview.orders_note')} chart={orders} wide>
          <MonthChart chart={orders} span={span} label={text('overview.orders')} />
        </ChartCard>
      )}
    </>
  );
}
