import { SearchField, Tag, TagGroup, ToggleButton } from '@react-spectrum/s2';
import Code from '@react-spectrum/s2/icons/Code';
import { useEffect, useRef, useState } from 'react';
import type { QueryPart } from '../bindings/customer';
import { useText } from '../i18n';
import { useOperation } from '../operations';
import { AddFilter } from './AddFilter';
import { ConditionText, textLine } from './ConditionText';
import './Filter.css';
import { draftOf, openDraft } from './draft';
import { withoutPart } from './parts';
import { useChipText } from './useChipText';

/** The grid follows after this rest. */
const REST_MS = 120;

/** Keywords, conditions as chips, and the same conditions as text. */
export function SearchBar({ search, condition, onSearch, onCondition }: {
  search: string;
  condition: string;
  onSearch: (search: string) => void;
  onCondition: (condition: string) => void;
}) {
  const text = useText();
  const chip = useChipText();
  const open = textLine.use();
  const parts = useOperation('query.check', { text: condition }, { enabled: condition !== '', keepOld: true }).data?.parts ?? [];
  const shown = condition === '' ? [] : parts;
  /** What the form cannot show is edited as text. */
  const edit = ({ leaf }: QueryPart, index: number) => {
    const draft = draftOf(leaf, index);
    if (draft) openDraft.set(draft);
    else textLine.set(true);
  };
  const remove = (keys: Set<string | number>) =>
    onCondition([...keys].map(Number).reduceRight((left, index) => withoutPart(left, index), shown.map((part) => part.text)).join(' AND '));
  return (
    <div className="filter" data-region="bar">
      <div className="filter-bar">
        <Keywords search={search} onSearch={onSearch} />
        {shown.length > 0 && (
          <div className="filter-chips">
            <TagGroup maxRows={1} aria-label={text('filter.conditions')} onRemove={remove} size="S">
              {shown.map((part, index) => (
                <Tag key={part.text} id={index} textValue={chip(part)} onAction={() => edit(part, index)}>
                  {chip(part)}
                </Tag>
              ))}
            </TagGroup>
          </div>
        )}
        <AddFilter search={search} parts={shown.map((part) => part.text)} onParts={(texts) => onCondition(texts.join(' AND '))} />
        <ToggleButton isEmphasized isSelected={open} onChange={textLine.set} aria-label={text('filter.as_text')} UNSAFE_className="filter-code">
          <Code />
        </ToggleButton>
      </div>
      {open && <ConditionText condition={condition} onCondition={onCondition} />}
    </div>
  );
}

function Keywords({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const text = useText();
  const [typed, setTyped] = useState(search);
  const [known, setKnown] = useState(search);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address changed from elsewhere: back, or "remove this condition".
  if (known !== search) {
    setKnown(search);
    if (search !== typed.trim()) setTyped(search);
  }
  useEffect(() => () => clearTimeout(rest.current), []);
  const type = (value: string) => {
    setTyped(value);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => onSearch(value.trim()), REST_MS);
  };
  return <SearchField id="keywords" aria-label={text('filter.keywords')} placeholder={text('filter.placeholder')} value={typed} onChange={type} />;
}
