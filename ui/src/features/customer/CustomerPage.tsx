import { ActionButton } from '@react-spectrum/s2';
import ChevronDown from '@react-spectrum/s2/icons/ChevronDown';
import ChevronUp from '@react-spectrum/s2/icons/ChevronUp';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { type Command, usePageCommands } from '../../app/commands';
import type { Address, Customer, Position } from '../../bindings/customer';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import { StateBadges } from '../customers/StateBadges';
import { useZone } from '../customers/useZone';
import { requestOf } from '../customers/view';
import { FindingList } from '../findings/FindingList';
import '../findings/Findings.css';
import '../customers/Print.css';
import './Customer.css';
import { Fields } from './Fields';
import { Balances, CustomerOrders, Newsletter } from './Money';

/** Everything known about a customer, and where it came from. */
export function CustomerPage() {
  const id = Number(useParams({ from: '/customers/$id' }).id);
  const search = useSearch({ from: '/customers/$id' });
  const customer = useOperation('customers.get', { id }, { keepOld: true });
  const position = useOperation('customers.position', { id, view: requestOf(search) }, { keepOld: true }).data;
  const text = useText();
  const aside = customer.data && <StateBadges states={customer.data.states} />;
  const back = (
    <Link to="/customers" search={search} className="customer-back">
      {text('nav.customers')}
    </Link>
  );
  return (
    <Page title={<bdi>{customer.data?.name ?? ''}</bdi>} aside={aside} actions={<Place position={position} back={back} />}>
      <QueryView query={customer}>{(data) => <Known customer={data} />}</QueryView>
    </Page>
  );
}

function Place({ position, back }: { position: Position | undefined; back: ReactNode }) {
  const text = useText();
  const navigate = useNavigate();
  const search = useSearch({ from: '/customers/$id' });
  const { previous = null, next = null } = position ?? {};
  const commands = useMemo<Command[]>(() => {
    const go = (id: number | null) => () => id !== null && void navigate({ to: '/customers/$id', params: { id: String(id) }, search, replace: true });
    return [
      { id: 'page.list', title: 'customer.to_list', section: 'page', keys: 'Escape', run: () => void navigate({ to: '/customers', search }) },
      { id: 'page.print', title: 'act.print', section: 'page', keys: 'Mod+P', run: () => window.print() },
      { id: 'page.next', title: 'customer.next', section: 'page', keys: 'J', enabled: next !== null, run: go(next) },
      { id: 'page.previous', title: 'customer.previous', section: 'page', keys: 'K', enabled: previous !== null, run: go(previous) },
    ];
  }, [navigate, search, previous, next]);
  usePageCommands(commands);
  const [, forward, backward] = commands;
  return (
    <>
      {back}
      {position && position.index !== null && <span className="soft">{text('customer.place', { place: position.index + 1, total: position.total })}</span>}
      <ActionButton isQuiet aria-label={text('customer.previous')} isDisabled={previous === null} onPress={() => backward?.run()}>
        <ChevronUp />
      </ActionButton>
      <ActionButton isQuiet aria-label={text('customer.next')} isDisabled={next === null} onPress={() => forward?.run()}>
        <ChevronDown />
      </ActionButton>
    </>
  );
}

function Known({ customer }: { customer: Customer }) {
  const text = useText();
  const zone = useZone()(customer.website);
  return (
    <div className="page-body customer">
      <div className="customer-main">
        <section className="card">
          <h2>{text('customer.account')}</h2>
          <Fields fields={customer.account} zone={zone} />
          <p className="soft">{text('finding.place', { file: customer.origin.file, line: customer.origin.line, column: '' })}</p>
        </section>
        {customer.attributes.length > 0 && (
          <section className="card">
            <h2>{text('settings.attributes')}</h2>
            <Fields fields={customer.attributes} zone={zone} />
          </section>
        )}
        <section className="customer-addresses">
          <h2>{text('customer.addresses', { count: customer.addresses.length })}</h2>
          {customer.addresses.map((address) => (
            <AddressCard key={address.id} address={address} zone={zone} />
          ))}
        </section>
        <CustomerOrders orders={customer.orders} />
        <Newsletter subscriptions={customer.subscriptions} />
        <Balances balances={customer.balances} />
      </div>
      <aside className="card" data-region="panel" aria-label={text('nav.findings')}>
        <h2>{text('summary.findings', { count: customer.findings.length })}</h2>
        {customer.findings.length === 0 ? <p className="soft">{text('customer.no_findings')}</p> : <FindingList findings={customer.findings} />}
      </aside>
    </div>
  );
}

function AddressCard({ address, zone }: { address: Address; zone: string }) {
  const text = useText();
  return (
    <article className="card">
      {(address.default_billing || address.default_shipping) && (
        <p className="customer-defaults">
          {address.default_billing && <span>{text('customer.default_billing')}</span>}
          {address.default_shipping && <span>{text('customer.default_shipping')}</span>}
        </p>
      )}
      <Fields fields={address.fields} zone={zone} />
      <p className="soft">{text('finding.place', { file: address.origin.file, line: address.origin.line, column: '' })}</p>
    </article>
  );
}
