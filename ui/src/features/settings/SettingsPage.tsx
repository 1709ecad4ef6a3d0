import { useText } from '../../i18n';
import { Page } from '../../ui/Page';

/** To be filled. */
export function SettingsPage() {
  const text = useText();
  return <Page title={text('nav.settings')}>{null}</Page>;
}
