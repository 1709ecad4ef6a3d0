import { useText } from '../../i18n';
import { Page } from '../../ui/Page';

/** To be filled. */
export function CustomersPage() {
  const text = useText();
  return <Page title={text('nav.customers')}>{null}</Page>;
}
