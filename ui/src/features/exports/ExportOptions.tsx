import { ActionButton, Checkbox, CheckboxGroup, Radio, RadioGroup } from '@react-spectrum/s2';
import type { ExportColumn } from '../../bindings/export';
import { type Language, useText } from '../../i18n';
import { useFieldLabel } from '../customers/cells';
import type { Choices } from './choices';

type Choose = (choices: Partial<Choices>) => void;

const LANGUAGES: Language[] = ['en', 'fr'];

/** What a table for people shows, and in which language. */
export function PeopleOptions({ shown, choices, onChoose }: { shown: number; choices: Choices; onChoose: Choose }) {
  const text = useText();
  return (
    <div className="export-formats">
      <RadioGroup label={text('columns.title')} value={choices.asShown ? 'shown' : 'filled'} onChange={(value) => onChoose({ asShown: value === 'shown' })}>
        <Radio value="shown">{text('export.as_shown', { count: shown })}</Radio>
        <Radio value="filled">{text('export.all_filled')}</Radio>
      </RadioGroup>
      <RadioGroup label={text('export.language')} value={choices.language} onChange={(language) => onChoose({ language: language as Language })}>
        {LANGUAGES.map((language) => (
          <Radio key={language} value={language}>
            {text(`language.${language}`)}
          </Radio>
        ))}
      </RadioGroup>
    </div>
  );
}

/** The columns of a file for the store: keys are always written, empty columns never. */
export function StoreColumns({ offered, choices, onChoose }: { offered: readonly ExportColumn[]; choices: Choices; onChoose: Choose }) {
  const text = useText();
  const label = useFieldLabel();
  const filled = offered.filter((column) => column.filled || column.always);
  const codes = filled.map(({ code }) => code);
  const always = filled.filter((column) => column.always).map(({ code }) => code);
  const chosen = [...new Set([...always, ...(choices.chosen ?? codes)])];
  return (
    <div className="export-columns">
      <CheckboxGroup label={text('columns.title')} value={chosen} onChange={(next) => onChoose({ chosen: next.length === codes.length ? null : next })}>
        <div className="export-column-list">
          {filled.map((column) => (
            <Checkbox key={column.code} value={column.code} isDisabled={column.always}>
              {label(column.code)} <span className="soft mono">{column.code}</span>
            </Checkbox>
          ))}
        </div>
      </CheckboxGroup>
      <div className="export-column-acts">
        <ActionButton isQuiet size="S" onPress={() => onChoose({ chosen: null })}>
          {text('export.all_columns')}
        </ActionButton>
        <ActionButton isQuiet size="S" onPress={() => onChoose({ chosen: always })}>
          {text('export.only_keys')}
        </ActionButton>
      </div>
    </div>
  );
}
