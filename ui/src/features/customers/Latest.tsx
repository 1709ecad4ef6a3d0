import type { Customer } from '../../bindings/customer';
import { useText } from '../../i18n';
import { useMoney } from '../../lib/money';
import { useWhen } from '../../lib/when';
import { useOrderStatus } from '../orders/status';
import { useStatusText } from '../subscribers/status';

/** Orders shown in the peek. */
const LATEST = 3;

/** Newsletter, money and the latest orders, where a file told of them. */
export function Latest({ customer: { subscriptions, balances, orders } }: { customer: Customer }) {
  const text = useText();
  const money = useMoney();
  const { short } = useWhen();
  const statusOf = useStatusText();
  const orderStatusOf = useOrderStatus();
  const facts = [
    ...subscriptions.map(({ store_view: view, status }) => [text('customer.newsletter'), [statusOf(status), view].filter(Boolean).join(' · ')] as const),
    ...balances.flatMap(({ store_credit: credit, currency, as_of: at }) => (credit === null ? [] : [[text('field.store_credit'), text('peek.as_of', { value: money(credit, currency), at: short(at) })] as const])),
    ...balances.flatMap(({ reward_points: points, as_of: at }) => (points === null ? [] : [[text('field.reward_points'), text('peek.as_of', { value: text('number', { number: points }), at: short(at) })] as const])),
  ];
  if (facts.length + orders.length === 0) return null;
  return (
    <section className="peek-latest">
      <dl className="fields">
        {facts.map(([name, value]) => (
          <div key={`${name} ${value}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {orders.length > 0 && <h3>{text('customer.orders', { count: orders.length })}</h3>}
      {orders.slice(0, LATEST).map(({ id, increment_id: number, purchase_date: at, status, grand_total_base: total, currency }) => (
        <p key={id} className="peek-order">
          <span>{number}</span>
          <span className="soft">{at === null ? text('none') : short(at)}</span>
          <span className="soft">{orderStatusOf(status)}</span>
          <span>{total === null ? text('none') : money(total, currency)}</span>
        </p>
      ))}
    </section>
  );
}
