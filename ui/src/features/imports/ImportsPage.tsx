import { useText } from '../../i18n';
import { Page } from '../../ui/Page';

/** To be filled. */
export function ImportsPage() {
  const text = useText();
  return <Page title={text('nav.imports')}>{null}</Page>;
}
