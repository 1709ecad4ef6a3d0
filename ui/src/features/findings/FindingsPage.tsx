import { useText } from '../../i18n';
import { Page } from '../../ui/Page';

/** To be filled. */
export function FindingsPage() {
  const text = useText();
  return <Page title={text('nav.findings')}>{null}</Page>;
}
