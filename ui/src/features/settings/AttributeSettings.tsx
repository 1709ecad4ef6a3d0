import { Picker, PickerItem } from '@react-spectrum/s2';
import { showFailure } from '../../app/failures';
import type { Attribute } from '../../bindings/settings';
import { useText } from '../../i18n';
import { write } from '../../operations';
import { Empty } from '../../ui/Empty';

const TYPES: Attribute['type'][] = ['text', 'yes_no', 'date', 'integer', 'decimal', 'choice', 'multi_select'];

/** How the text of each custom attribute is read; the text itself stays. */
export function AttributeSettings({ attributes }: { attributes: Attribute[] }) {
  const text = useText();
  if (attributes.length === 0) return <Empty title={text('settings.no_attributes')} text={text('settings.learned')} />;
  return (
    <ul className="settings-rows">
      {attributes.map(({ id, entity, code, type }) => (
        <li key={id}>
          <span className="settings-code mono">{code}</span>
          <span className="soft">{text(`entity.${entity}`)}</span>
          <Picker
            aria-label={text('settings.type_of', { code })}
            selectedKey={type}
            onSelectionChange={(key) => void write('settings.attribute', { id, type: key as Attribute['type'] }).catch(showFailure)}
          >
            {TYPES.map((each) => (
              <PickerItem key={each} id={each}>
                {text(`type.${each}`)}
              </PickerItem>
            ))}
          </Picker>
        </li>
      ))}
    </ul>
  );
}
