import { Radio, RadioGroup, Switch } from '@react-spectrum/s2';
import { useLanguage } from '../../app/language';
import { type Language, useText } from '../../i18n';
import { type Density, type Theme, useDensity, useSingleKeys, useTheme } from '../../lib/preferences';

const THEMES: Theme[] = ['system', 'light', 'dark'];
const LANGUAGES: Language[] = ['en', 'fr'];
const DENSITIES: Density[] = ['compact', 'standard', 'comfortable'];

/** Theme, language, height of rows, keys: all at once. */
export function LookSettings() {
  const text = useText();
  const [theme, setTheme] = useTheme();
  const { language, setLanguage } = useLanguage();
  const [density, setDensity] = useDensity();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <div className="settings-form">
      <Choice label={text('theme.label')} values={THEMES} value={theme} onChange={setTheme} word={(value) => text(`theme.${value}`)} />
      <Choice label={text('language.label')} values={LANGUAGES} value={language} onChange={setLanguage} word={(value) => text(`language.${value}`)} />
      <Choice label={text('density.label')} values={DENSITIES} value={density} onChange={setDensity} word={(value) => text(`density.${value}`)} />
      <div>
        <Switch isSelected={singleKeys} onChange={setSingleKeys}>
          {text('settings.single_keys')}
        </Switch>
        <p className="soft">{text('settings.single_keys_what')}</p>
      </div>
    </div>
  );
}

function Choice<T extends string>({ label, values, value, onChange, word }: {
  label: string;
  values: readonly T[];
  value: T;
  onChange: (value: T) => void;
  word: (value: T) => string;
}) {
  return (
    <RadioGroup label={label} orientation="horizontal" value={value} onChange={(chosen) => onChange(chosen as T)}>
      {values.map((each) => (
        <Radio key={each} value={each}>
          {word(each)}
        </Radio>
      ))}
    </RadioGroup>
  );
}
