import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Subscription, Subscriptions } from '../../bindings/order';
import { Grid } from '../../grid/Grid';
import type { GridColumn } from '../../grid/types';
import { PAGE, usePages } from '../../grid/usePages';
import { useText } from '../../i18n';
import { useSingleKeys } from '../../lib/preferences';
import { operation, useOperation } from '../../operations';
import { Empty } from '../../ui/Empty';
import { Guest } from '../../ui/Guest';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import { useWebsiteName } from '../customers/useZone';
import { useStatusText } from './status';

const rowsOf = (page: Subscriptions) => page.rows;

/** Newsletter subscriptions of customers and guests. */
export function SubscribersPage() {
  const text = useText();
  const first = useOperation('subscribers.rows', { offset: 0, limit: PAGE }, { keepOld: true });
  return (
    <Page title={text('nav.subscribers')} aside={first.data && <strong>{text('number', { number: first.data.total })}</strong>}>
      <QueryView query={first}>
        {({ total }) => (total === 0 ? <Empty title={text('subscribers.none')} text={text('subscribers.none_text')} /> : <SubscriberGrid total={total} />)}
      </QueryView>
    </Page>
  );
}

function SubscriberGrid({ total }: { total: number }) {
  const text = useText();
  const navigate = useNavigate();
  const statusOf = useStatusText();
  const websiteOf = useWebsiteName();
  const [singleKeys] = useSingleKeys();
  const { rowAt, onRange } = usePages<Subscriptions, Subscription>((offset) => operation('subscribers.rows', { offset, limit: PAGE }) as never, rowsOf);
  const columns: GridColumn[] = [
    { key: 'email', title: text('field.email'), width: 280, pinned: true },
    { key: 'status', title: text('field.status'), width: 140 },
    { key: 'name', title: text('field.name'), width: 220 },
    { key: 'website', title: text('field.website'), width: 150 },
    { key: 'view', title: text('field.store_view_name'), width: 180 },
  ];
  const cell = (row: Subscription, index: number): ReactNode => {
    if (index === 2)
      return row.customer === null ? (
        <>
          {row.name && <bdi>{row.name}</bdi>}
          <Guest />
        </>
      ) : (
        <bdi title={row.name}>{row.name}</bdi>
      );
    const values = [row.email, statusOf(row.status), '', row.website === null ? '' : websiteOf(row.website), row.store_view];
    return <bdi title={values[index]}>{values[index] || text('none')}</bdi>;
  };
  const open = ({ customer }: Subscription) => {
    if (customer !== null) void navigate({ to: '/customers/$id', params: { id: String(customer) } });
  };
  return (
    <>
      <Grid<Subscription>
        label={text('nav.subscribers')}
        columns={columns}
        total={total}
        rowHeight={32}
        rowAt={rowAt}
        cell={cell}
        onRange={onRange}
        onOpen={open}
        singleKeys={singleKeys}
      />
      <p className="table-foot">{text('subscribers.foot', { total })}</p>
    </>
  );
}
