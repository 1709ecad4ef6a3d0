import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order, Orders } from '../../bindings/order';
import { Grid } from '../../grid/Grid';
import type { GridColumn } from '../../grid/types';
import { PAGE, usePages } from '../../grid/usePages';
import { useText } from '../../i18n';
import { useMoney } from '../../lib/money';
import { useSingleKeys } from '../../lib/preferences';
import { operation, useOperation } from '../../operations';
import { Empty } from '../../ui/Empty';
import { Guest } from '../../ui/Guest';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import { useCellText } from '../customers/cells';
import { useZone } from '../customers/useZone';
import { useOrderStatus } from './status';

const rowsOf = (page: Orders) => page.rows;

/** Orders of customers and guests, newest first. */
export function OrdersPage() {
  const text = useText();
  const first = useOperation('orders.rows', { offset: 0, limit: PAGE }, { keepOld: true });
  return (
    <Page title={text('nav.orders')} aside={first.data && <strong>{text('number', { number: first.data.total })}</strong>}>
      <QueryView query={first}>
        {({ total }) => (total === 0 ? <Empty title={text('orders.none')} text={text('orders.none_text')} /> : <OrderGrid total={total} />)}
      </QueryView>
    </Page>
  );
}

function OrderGrid({ total }: { total: number }) {
  const text = useText();
  const navigate = useNavigate();
  const money = useMoney();
  const write = useCellText();
  const zone = useZone();
  const statusOf = useOrderStatus();
  const [singleKeys] = useSingleKeys();
  const { rowAt, onRange } = usePages<Orders, Order>((offset) => operation('orders.rows', { offset, limit: PAGE }) as never, rowsOf);
  const columns: GridColumn[] = [
    { key: 'number', title: text('field.increment_id'), width: 120, pinned: true },
    { key: 'date', title: text('field.purchase_date'), width: 156, end: true },
    { key: 'name', title: text('field.customer_name'), width: 220 },
    { key: 'total', title: text('field.grand_total_base'), width: 150, end: true },
    { key: 'status', title: text('field.status'), width: 184 },
    { key: 'email', title: text('field.customer_email'), width: 260 },
    { key: 'point', title: text('field.purchase_point'), width: 280 },
  ];
  const cell = (row: Order, index: number): ReactNode => {
    if (index === 1) return at(row);
    if (index === 2)
      return (
        <>
          <bdi title={row.customer_name}>{row.customer_name}</bdi>
          {row.customer === null && <Guest />}
        </>
      );
    if (index === 3) return row.grand_total_base === null ? text('none') : money(row.grand_total_base, row.currency);
    const values = [row.increment_id, '', '', '', statusOf(row.status), row.email, row.purchase_point];
    return <bdi title={values[index]}>{values[index] || text('none')}</bdi>;
  };
  const at = ({ purchase_date: date, website }: Order) => {
    const own = zone(website);
    const written = write(date, 'instant', own);
    return <span title={written && `${written} ${own}`}>{written || text('none')}</span>;
  };
  const open = ({ customer }: Order) => {
    if (customer !== null) void navigate({ to: '/customers/$id', params: { id: String(customer) } });
  };
  return (
    <>
      <Grid<Order> label={text('nav.orders')} columns={columns} total={total} rowHeight={32} rowAt={rowAt} cell={cell} onRange={onRange} onOpen={open} singleKeys={singleKeys} />
      <p className="table-foot">{text('orders.foot', { total })}</p>
    </>
  );
}
