import { CloseButton, LinkButton } from '@react-spectrum/s2';
import { useRouter } from '@tanstack/react-router';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { Keys } from '../../ui/Keys';
import { Fields } from '../customer/Fields';
import '../customer/Customer.css';
import { Latest } from './Latest';
import { StateBadges } from './StateBadges';
import './Peek.css';
import { useZone } from './useZone';
import type { ViewSearch } from './view';

/** What the header tells already. */
const IN_HEADER = ['name', 'email', 'entity_id'];

/** A customer beside the list, which keeps the focus. */
export function Peek({ id, search, onClose }: { id: number; search: ViewSearch; onClose: () => void }) {
  const text = useText();
  const zone = useZone();
  const router = useRouter();
  const { data: customer } = useOperation('customers.get', { id }, { keepOld: true });
  if (!customer) return null;
  const filled = customer.account.filter(({ value }) => value !== null && value !== '');
  const valueOf = (field: string) => filled.find((each) => each.field === field)?.value;
  const [number, email] = [valueOf('entity_id'), valueOf('email')];
  const { href } = router.buildLocation({ to: '/customers/$id', params: { id: String(id) }, search });
  const close = () => {
    onClose();
    document.querySelector<HTMLElement>('.customer-list .grid')?.focus();
  };
  return (
    <aside className="peek" data-region="panel" aria-label={customer.name}>
      <header>
        <h2>
          <bdi>{customer.name}</bdi>
        </h2>
        <CloseButton aria-label={text('close')} onPress={close} />
        <p className="soft">
          {number !== undefined && <span>{text('peek.number', { number: String(number) })}</span>}
          <bdi>{email}</bdi>
        </p>
        <div className="peek-states">
          <StateBadges states={customer.states} />
        </div>
        <LinkButton size="S" variant="secondary" href={href}>
          {text('peek.open')}
        </LinkButton>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys */}
      <div className="peek-body" tabIndex={0} role="group" aria-label={customer.name}>
        <Fields fields={filled.filter(({ field }) => !IN_HEADER.includes(field))} zone={zone(customer.website)} />
        {customer.addresses.map((address) => (
          <section key={address.id} className="card">
            {(address.default_billing || address.default_shipping) && (
              <h3>{[address.default_billing && text('customer.default_billing'), address.default_shipping && text('customer.default_shipping')].filter(Boolean).join(' · ')}</h3>
            )}
            <Fields fields={address.fields.filter(({ value }) => value !== null && value !== '')} zone={zone(customer.website)} />
          </section>
        ))}
        <Latest customer={customer} />
        <p className="soft">{text('summary.findings', { count: customer.findings.length })}</p>
      </div>
      <footer>
        <span>
          <Keys keys="↑ ↓" /> {text('peek.next')}
        </span>
        <span>
          <Keys keys="Space" /> {text('peek.close')}
        </span>
        <span>
          <Keys keys="Enter" /> {text('palette.open')}
        </span>
      </footer>
    </aside>
  );
}
