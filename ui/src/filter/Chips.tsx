import Cross from '@react-spectrum/s2/icons/Close';
import { type FocusEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { Button, Tag, TagGroup, TagList } from 'react-aria-components';
import { useText } from '../i18n';
import { chipLine, type ChipText } from './useChipText';

/** Id of the chip of a condition, where its editor opens. */
export const chipId = (index: number): string => `condition-${index}`;

interface ChipsProps {
  chips: readonly ChipText[];
  onEdit: (index: number) => void;
  onRemove: (indexes: number[]) => void;
}

/** The conditions, one chip each; those that do not fit in one line fold into “+n”. */
export function Chips({ chips, onEdit, onRemove }: ChipsProps) {
  const text = useText();
  const list = useRef<HTMLDivElement>(null);
  const [all, setAll] = useState(false);
  const [hidden, setHidden] = useState(0);
  const measure = () => {
    const tags = [...(list.current?.querySelectorAll<HTMLElement>('[role=row]') ?? [])];
    const top = tags[0]?.offsetTop ?? 0;
    setHidden(tags.filter((tag) => tag.offsetTop > top + 4).length);
  };
  useLayoutEffect(measure);
  const resized = useEffectEvent(measure);
  useEffect(() => {
    if (!list.current) return undefined;
    const observer = new ResizeObserver(() => resized());
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  // Who walks to a folded chip sees it.
  const unfold = ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
    const row = target.closest<HTMLElement>('[role=row]');
    if (row && row.offsetTop > currentTarget.offsetTop + 8) setAll(true);
  };
  return (
    <div className="filter-chips" data-all={all} onFocus={unfold}>
      <TagGroup aria-label={text('filter.conditions')} className="filter-tags" onRemove={(keys) => onRemove([...keys].map(Number))}>
        <TagList ref={list} className="filter-tag-list">
          {chips.map((chip, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a condition has its place, and nothing else, of its own
            <Tag key={index} id={index} textValue={chipLine(chip)} className="chip" onAction={() => onEdit(index)}>
              <span id={chipId(index)} className="chip-text" title={chipLine(chip)}>
                {chip.field && <bdi>{`${chip.field} `}</bdi>}
                {chip.operator && <span className="soft">{`${chip.operator} `}</span>}
                {chip.value && (
                  <b>
                    <bdi>{chip.value}</bdi>
                  </b>
                )}
              </span>
              <Button slot="remove" className="chip-remove" aria-label={text('filter.remove', { condition: chipLine(chip) })}>
                <Cross />
              </Button>
            </Tag>
          ))}
        </TagList>
      </TagGroup>
      {(hidden > 0 || all) && (
        <button type="button" className="chip chip-more" aria-expanded={all} aria-label={all ? text('filter.fold') : text('filter.more', { count: hidden })} onClick={() => setAll(!all)}>
          {all ? '−' : text('filter.plus', { count: hidden })}
        </button>
      )}
    </div>
  );
}
