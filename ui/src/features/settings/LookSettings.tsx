import { ActionButton, Radio, RadioGroup, Switch } from '@react-spectrum/s2';
import { shellDialog } from '../../app/dialogs';
import { showFailure } from '../../app/failures';
import { useLanguage } from '../../app/language';
import { type Language, useText } from '../../i18n';
import { platform } from '../../platform';
import { type Density, type ShownZone, type Theme, useDensity, useExportFolder, useShownZone, useSingleKeys, useTheme } from '../../lib/preferences';

const THEMES: Theme[] = ['system', 'light', 'dark'];
const LANGUAGES: Language[] = ['en', 'fr'];
const ZONES: ShownZone[] = ['website', 'computer', 'utc'];
const DENSITIES: Density[] = ['compact', 'standard', 'comfortable'];

/** Theme, language, height of rows, keys: all at once. */
export function LookSettings() {
  const text = useText();
  const [theme, setTheme] = useTheme();
  const { language, setLanguage } = useLanguage();
  const [density, setDensity] = useDensity();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const [zone, setZone] = useShownZone();
  return (
    <div className="settings-form">
      <Choice label={text('theme.label')} values={THEMES} value={theme} onChange={setTheme} word={(value) => text(`theme.${value}`)} />
      <Choice label={text('language.label')} values={LANGUAGES} value={language} onChange={setLanguage} word={(value) => text(`language.${value}`)} />
      <Choice label={text('density.label')} values={DENSITIES} value={density} onChange={setDensity} word={(value) => text(`density.${value}`)} />
      <div>
        <Choice label={text('settings.shown_zone')} values={ZONES} value={zone} onChange={setZone} word={(value) => text(`zone.${value}`)} />
        <p className="soft">{text('settings.zone_what')}</p>
      </div>
      <ExportFolder />
      <div>
        <Switch isSelected={singleKeys} onChange={setSingleKeys}>
          {text('settings.single_keys')}
        </Switch>
        <p className="soft">{text('settings.single_keys_what')}</p>
        <ActionButton onPress={() => shellDialog.set('keyboard')}>{text('settings.keys_show')}</ActionButton>
      </div>
    </div>
  );
}

function ExportFolder() {
  const text = useText();
  const [folder, setFolder] = useExportFolder();
  const choose = async () => {
    const chosen = await platform().pickFolder(text('settings.folder_exports'));
    if (chosen !== null) setFolder(chosen);
  };
  return (
    <div className="settings-folder">
      <h2 id="export-folder">{text('settings.folder_exports')}</h2>
      <p className="soft">{folder ?? text('settings.folder_system')}</p>
      <div role="group" aria-labelledby="export-folder">
        <ActionButton onPress={() => void choose().catch(showFailure)}>{text('settings.folder_choose')}</ActionButton>
        {folder !== null && <ActionButton onPress={() => setFolder(null)}>{text('settings.folder_none')}</ActionButton>}
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
