import { useText } from '../../i18n';
import type { CustomerView } from './views';

/** What a view is called. */
export function useViewName(): (view: CustomerView) => string {
  const text = useText();
  return ({ saved }) => saved?.name ?? text('view.default');
}
