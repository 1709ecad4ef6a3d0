import { useText } from '../../i18n';
import { Page } from '../../ui/Page';

/** To be filled. */
export function ActivityPage() {
  const text = useText();
  return <Page title={text('nav.activity')}>{null}</Page>;
}
