import { ActionButton } from '@react-spectrum/s2';
import { useState } from 'react';
import type { Balance, Order, Subscription } from '../../bindings/order';
import { useText } from '../../i18n';
import { useMoney } from '../../lib/money';
import { useWhen } from '../../lib/when';
import { useCellText } from '../customers/cells';
import { useZone } from '../customers/useZone';
import { useOrderStatus } from '../orders/status';
import { useStatusText } from '../subscribers/status';

/** Orders that show before a person asks for all. */
const SHOWN = 20;

/** Newsletter subscriptions of a customer. */
export function Newsletter({ subscriptions }: { subscriptions: readonly Subscription[] }) {
  const text = useText();
  const statusOf = useStatusText();
  if (subscriptions.length === 0) return null;
  return (
    <section className="card">
      <h2>{text('customer.newsletter')}</h2>
      <dl className="fields">
        {subscriptions.map(({ id, store_view: view, email, status }) => (
          <div key={id}>
            <dt>
              <bdi>{view || email}</bdi>
            </dt>
            <dd>{statusOf(status)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Store credit and reward points, each with the time of the file that told them. */
export function Balances({ balances }: { balances: readonly Balance[] }) {
  const text = useText();
  const money = useMoney();
  const { absolute } = useWhen();
  if (balances.length === 0) return null;
  return (
    <section className="card">
      <h2>{text('customer.balances')}</h2>
      <table className="small-table">
        <thead>
          <tr>
            <th>{text('field.website')}</th>
            <th data-end>{text('field.store_credit')}</th>
            <th data-end>{text('field.reward_points')}</th>
            <th data-end>{text('customer.as_of')}</th>
          </tr>
        </thead>
        <tbody>
          {balances.map(({ website, store_credit: credit, currency, reward_points: points, as_of: at }) => (
            <tr key={website}>
              <td>{website}</td>
              <td data-end>{credit === null ? text('none') : money(credit, currency)}</td>
              <td data-end>{points === null ? text('none') : text('number', { number: points })}</td>
              <td data-end>{absolute(at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Orders of a customer, newest first. */
export function CustomerOrders({ orders }: { orders: readonly Order[] }) {
  const text = useText();
  const money = useMoney();
  const write = useCellText();
  const zone = useZone();
  const statusOf = useOrderStatus();
  const [all, setAll] = useState(false);
  if (orders.length === 0) return null;
  return (
    <section className="card">
      <h2>{text('customer.orders', { count: orders.length })}</h2>
      <table className="small-table">
        <thead>
          <tr>
            <th>{text('field.increment_id')}</th>
            <th data-end>{text('field.purchase_date')}</th>
            <th>{text('field.status')}</th>
            <th>{text('field.purchase_point')}</th>
            <th data-end>{text('field.grand_total_base')}</th>
          </tr>
        </thead>
        <tbody>
          {(all ? orders : orders.slice(0, SHOWN)).map(({ id, increment_id: number, purchase_date: at, website, status, purchase_point: point, grand_total_base: total, currency }) => (
            <tr key={id}>
              <td>{number}</td>
              <td data-end>{write(at, 'instant', zone(website)) || text('none')}</td>
              <td>{statusOf(status)}</td>
              <td className="clip" title={point}>
                <bdi>{point}</bdi>
              </td>
              <td data-end>{total === null ? text('none') : money(total, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && orders.length > SHOWN && (
        <div>
          <ActionButton isQuiet size="S" onPress={() => setAll(true)}>
            {text('customer.all_orders', { count: orders.length })}
          </ActionButton>
        </div>
      )}
    </section>
  );
}
