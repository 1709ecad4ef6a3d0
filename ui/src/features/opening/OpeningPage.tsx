import { useText } from '../../i18n';
import { Page } from '../../ui/Page';

/** To be filled. */
export function OpeningPage() {
  const text = useText();
  return <Page title={text('app.name')}>{null}</Page>;
}
