import { useIntl } from 'react-intl';
import type { QueryProblem } from '../bindings/customer';
import { isMessageId, useText } from '../i18n';

/** More would fill the line and help nobody. */
const MOST = 4;

/** What could stand at the place of a problem: words of the language as they are, descriptions in the chosen language. */
export function useExpected(): (problem: QueryProblem) => string {
  const text = useText();
  const intl = useIntl();
  return ({ expected }) =>
    intl.formatList(
      expected.slice(0, MOST).map((word) => {
        const id = `expected.${word}`;
        return isMessageId(id) ? text(id) : word;
      }),
      { type: 'disjunction' },
    );
}
