import { CloseButton } from '@react-spectrum/s2';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { Fields } from '../customer/Fields';
import '../customer/Customer.css';
import { Latest } from './Latest';
import { StateBadges } from './StateBadges';
import './Peek.css';
import { useZone } from './useZone';

/** A customer beside the list, which keeps the focus. */
export function Peek({ id, onClose }: { id: number; onClose: () => void }) {
  const text = useText();
  const zone = useZone();
  const { data: customer } = useOperation('customers.get', { id }, { keepOld: true });
  if (!customer) return null;
  const filled = customer.account.filter(({ value }) => value !== null && value !== '');
  return (
    <aside className="peek" data-region="panel" aria-label={customer.name}>
      <header>
        <h2>
          <bdi>{customer.name}</bdi>
        </h2>
        <StateBadges states={customer.states} />
        <CloseButton aria-label={text('close')} onPress={onClose} />
      </header>
      <Fields fields={filled} zone={zone(customer.website)} />
      {customer.addresses.map((address) => (
        <section key={address.id} className="card">
          <Fields fields={address.fields.filter(({ value }) => value !== null && value !== '')} zone={zone(customer.website)} />
        </section>
      ))}
      <Latest customer={customer} />
      <p className="soft">{text('summary.findings', { count: customer.findings.length })}</p>
    </aside>
  );
}
