import { SearchField, ToggleButton } from '@react-spectrum/s2';
import Code from '@react-spectrum/s2/icons/Code';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n';
import { useOperation } from '../operations';
import { Chips } from './Chips';
import { FacetToggle } from './facets/FacetToggle';
import { ConditionText, textLine } from './ConditionText';
import './Filter.css';
import { draftOf, openDraft } from './draft';
import { FilterPopover } from './FilterPopover';
import { nodesOf } from './tree';
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
  const checked = useOperation('query.check', { text: condition }, { enabled: condition !== '', keepOld: true }).data;
  const parts = condition === '' ? [] : (checked?.parts ?? []).map((part) => part.text);
  const nodes = nodesOf(checked);
  /** What the form cannot show is edited as text. */
  const edit = (index: number) => {
    const draft = draftOf(nodes[index], index);
    if (draft) openDraft.set(draft);
    else textLine.set(true);
  };
  const change = (next: readonly string[]) => onCondition(next.join(' AND '));
  return (
    <div className="filter" data-region="bar">
      <div className="filter-bar">
        <FacetToggle />
        <Keywords search={search} onSearch={onSearch} />
        {parts.length > 0 && (
          <Chips chips={parts.map((part, index) => chip(nodes[index], part))} onEdit={edit} onRemove={(indexes) => change(parts.filter((_, index) => !indexes.includes(index)))} />
        )}
        <FilterPopover search={search} parts={parts} onParts={change} />
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
