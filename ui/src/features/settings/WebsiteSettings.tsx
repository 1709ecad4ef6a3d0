import { Button, ComboBox, ComboBoxItem, TextField } from '@react-spectrum/s2';
import { useState } from 'react';
import { showFailure } from '../../app/failures';
import type { Website } from '../../bindings/settings';
import { useText } from '../../i18n';
import { write } from '../../operations';
import { Empty } from '../../ui/Empty';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((id) => ({ id }));
const CURRENCIES = Intl.supportedValuesOf('currency').map((id) => ({ id }));

/** Name, time zone and base currency of each website. */
export function WebsiteSettings({ websites }: { websites: Website[] }) {
  const text = useText();
  if (websites.length === 0) return <Empty title={text('settings.no_websites')} text={text('settings.learned')} />;
  return (
    <div className="settings-cards">
      {websites.map((website) => (
        <WebsiteForm key={website.id} website={website} />
      ))}
    </div>
  );
}

function WebsiteForm({ website }: { website: Website }) {
  const text = useText();
  const [name, setName] = useState(website.name ?? '');
  const [zone, setZone] = useState(website.time_zone);
  const [currency, setCurrency] = useState(website.currency);
  const changed = name !== (website.name ?? '') || zone !== website.time_zone || currency !== website.currency;
  const save = () =>
    void write('settings.website', { id: website.id, name: name.trim() || null, time_zone: zone, currency }).catch(showFailure);
  const views = website.store_views.map((view) => view.name ?? text('settings.store_view', { id: view.store_id })).join(', ');
  return (
    <section className="card settings-website" aria-label={website.name ?? website.code ?? text('settings.no_code')}>
      <h2>
        {website.name ?? website.code ?? text('settings.no_code')} <span className="soft">{text('customers.count', { count: website.customers })}</span>
      </h2>
      {views && <p className="soft">{text('settings.store_views', { views })}</p>}
      <div className="settings-fields">
        <TextField label={text('settings.name')} value={name} onChange={setName} placeholder={website.code ?? ''} />
        <ComboBox label={text('settings.time_zone')} defaultItems={ZONES} selectedKey={zone} onSelectionChange={(key) => key && setZone(String(key))}>
          {({ id }) => <ComboBoxItem id={id}>{id}</ComboBoxItem>}
        </ComboBox>
        <ComboBox label={text('settings.currency')} defaultItems={CURRENCIES} selectedKey={currency} onSelectionChange={(key) => setCurrency(key ? String(key) : null)}>
          {({ id }) => <ComboBoxItem id={id}>{id}</ComboBoxItem>}
        </ComboBox>
        {changed && (
          <Button variant="accent" onPress={save}>
            {text('save')}
          </Button>
        )}
      </div>
    </section>
  );
}
