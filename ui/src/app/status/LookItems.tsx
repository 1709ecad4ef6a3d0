import { Menu, MenuItem, MenuTrigger } from '@react-spectrum/s2';
import { Button } from 'react-aria-components';
import { type Language, useText } from '../../i18n';
import { type Theme, useTheme } from '../../lib/preferences';
import { Keys } from '../../ui/Keys';
import { shellDialog } from '../dialogs';
import { useLanguage } from '../language';

const LANGUAGES: Language[] = ['en', 'fr'];
const THEMES: Theme[] = ['system', 'light', 'dark'];

/** Language, theme and keyboard, where there is no settings page yet. */
export function LookItems() {
  const text = useText();
  const { language, setLanguage } = useLanguage();
  const [theme, setTheme] = useTheme();
  return (
    <>
      <Choice label={text(`language.${language}`)} name={text('language.label')} values={LANGUAGES} value={language} onChoose={setLanguage} word={(value) => text(`language.${value}`)} />
      <Choice
        label={text(`act.theme_${theme}`)}
        name={text('theme.label')}
        values={THEMES}
        value={theme}
        onChoose={setTheme}
        word={(value) => text(`theme.${value}`)}
      />
      <Button className="status-item status-button" onPress={() => shellDialog.set('keyboard')}>
        {text('act.keyboard')}
        <Keys keys="?" />
      </Button>
    </>
  );
}

function Choice<T extends string>({ label, name, values, value, onChoose, word }: {
  label: string;
  name: string;
  values: readonly T[];
  value: T;
  onChoose: (value: T) => void;
  word: (value: T) => string;
}) {
  return (
    <MenuTrigger>
      <Button className="status-item status-button" aria-label={`${name}: ${label}`}>
        {label}
      </Button>
      <Menu aria-label={name} selectionMode="single" disallowEmptySelection selectedKeys={[value]} onAction={(key) => onChoose(key as T)}>
        {values.map((each) => (
          <MenuItem key={each} id={each}>
            {word(each)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
