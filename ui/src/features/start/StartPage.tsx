import { useText } from '../../i18n';
import { Page } from '../../ui/Page';

/** To be filled. */
export function StartPage() {
  const text = useText();
  return <Page title={text('app.name')}>{null}</Page>;
}
