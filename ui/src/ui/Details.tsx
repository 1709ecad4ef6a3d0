import { Disclosure, DisclosurePanel, DisclosureTitle } from '@react-spectrum/s2';
import { useText } from '../i18n';

/** Codes and numbers for whoever helps, out of the way. */
export function Details({ text: details }: { text: string }) {
  const text = useText();
  return (
    <Disclosure size="S" isQuiet>
      <DisclosureTitle level={2}>{text('details')}</DisclosureTitle>
      <DisclosurePanel>
        <code className="mono">{details}</code>
      </DisclosurePanel>
    </Disclosure>
  );
}
