import { ActionButton, Popover, Text } from '@react-spectrum/s2';
import Filter from '@react-spectrum/s2/icons/Filter';
import { lazy, type RefObject, Suspense, useMemo } from 'react';
import { useText } from '../i18n';
import { newDraft, openDraft } from './draft';
import { chipId } from './Chips';
import { withoutPart, withPart } from './parts';

const FilterForm = lazy(() => import('./FilterForm').then((module) => ({ default: module.FilterForm })));

const BUTTON = 'add-filter';

/** Where the form opens: at the chip that it edits, else at the button. */
const placeOf = (index: number | null): RefObject<HTMLElement | null> => ({
  get current() {
    return (index === null ? null : document.getElementById(chipId(index))) ?? document.getElementById(BUTTON);
  },
});

interface FilterPopoverProps {
  search: string;
  /** The conditions there are, as text. */
  parts: readonly string[];
  onParts: (parts: string[]) => void;
}

/** A condition by field, operator and value: a new one, or one of those there are in its place. */
export function FilterPopover({ search, parts, onParts }: FilterPopoverProps) {
  const text = useText();
  const draft = openDraft.use();
  const index = draft?.index ?? null;
  const place = useMemo(() => placeOf(index), [index]);
  return (
    <>
      <ActionButton isQuiet id={BUTTON} onPress={() => openDraft.set(newDraft())}>
        <Filter />
        <Text>{text('filter.add')}</Text>
      </ActionButton>
      <Popover
        isOpen={draft !== null}
        onOpenChange={(open) => !open && openDraft.set(null)}
        triggerRef={place}
        placement="bottom start"
        aria-label={text(index === null ? 'filter.add' : 'filter.edit')}
      >
        {draft && (
          <Suspense fallback={<div className="filter-form" aria-busy />}>
            <FilterForm
              draft={draft}
              search={search}
              others={(index === null ? parts : withoutPart(parts, index)).join(' AND ')}
              condition={(part) => withPart(parts, part, index).join(' AND ')}
              onDone={(part) => {
                onParts(withPart(parts, part, index));
                openDraft.set(null);
              }}
            />
          </Suspense>
        )}
      </Popover>
    </>
  );
}
