import { Menu, MenuItem, MenuSection, MenuTrigger, Text } from '@react-spectrum/s2';
import ChevronDown from '@react-spectrum/s2/icons/ChevronDown';
import Filter from '@react-spectrum/s2/icons/Filter';
import ListBulleted from '@react-spectrum/s2/icons/ListBulleted';
import PinOff from '@react-spectrum/s2/icons/PinOff';
import PinOn from '@react-spectrum/s2/icons/PinOn';
import SortDown from '@react-spectrum/s2/icons/SortDown';
import SortUp from '@react-spectrum/s2/icons/SortUp';
import VisibilityOff from '@react-spectrum/s2/icons/VisibilityOff';
import FitToWidth from '@react-spectrum/s2/icons/ZoomFitToWidth';
import { Button } from 'react-aria-components';
import type { ColumnInfo } from '../../bindings/customer';
import { newDraft, openDraft } from '../../filter/draft';
import { useFacetChoice, useFacetsOpen } from '../../filter/facets/facets';
import type { GridSort } from '../../grid/types';
import { type MessageId, useText } from '../../i18n';
import { MenuKeys } from '../../ui/MenuKeys';
import { useFieldLabel } from './cells';
import type { ColumnLayout } from './useShownColumns';

/** The grid is the one place with the focus: a menu that closes gives it back to its button. */
function backToGrid({ target }: { target: Element }) {
  if (target.getAttribute('aria-expanded') !== 'true') target.closest<HTMLElement>('.grid')?.focus();
}

interface ColumnMenuProps {
  column: ColumnInfo;
  layout: ColumnLayout;
  sort: readonly GridSort[];
  onSort: (sort: GridSort[]) => void;
  fit: () => void;
  /** The columns at its sides that it may change places with. */
  beside: { before: string | undefined; after: string | undefined };
}

/** What can be done with a column of the list (ui.md 5). */
export function ColumnMenu({ column: { field, kind }, layout, sort, onSort, fit, beside }: ColumnMenuProps) {
  const text = useText();
  const label = useFieldLabel();
  const facets = useFacetChoice();
  const { setOpen: openFacets } = useFacetsOpen();
  const family = kind === 'instant' || kind === 'date' ? 'time' : kind === 'number' ? 'number' : 'text';
  const pinned = layout.isPinned(field);
  const others = sort.filter(({ key }) => key !== field);
  const acts: Record<string, () => void> = {
    up: () => onSort([{ key: field, descending: false }]),
    down: () => onSort([{ key: field, descending: true }]),
    further: () => onSort([...others, { key: field, descending: false }]),
    filter: () => openDraft.set(newDraft(field)),
    facet: () => {
      facets.show(field);
      openFacets(true);
    },
    pin: () => layout.pin(field),
    fit,
    before: () => beside.before !== undefined && layout.move(field, beside.before),
    after: () => beside.after !== undefined && layout.move(field, beside.after),
    hide: () => layout.hide(field),
  };
  const isName = field === 'name';
  const disabled = [...(others.length === 0 ? ['further'] : []), ...(isName || (!pinned && !layout.canPin) ? ['pin'] : []), ...(isName ? ['hide'] : []), ...(beside.before === undefined ? ['before'] : []), ...(beside.after === undefined ? ['after'] : [])];
  return (
    <MenuTrigger>
      <Button className="grid-menu" onFocus={backToGrid} excludeFromTabOrder aria-label={text('column.menu', { column: label(field) })}>
        <ChevronDown />
      </Button>
      <Menu onAction={(key) => acts[String(key)]?.()} disabledKeys={disabled}>
        <MenuSection>
          <MenuItem id="up" textValue={text(`column.up.${family}` satisfies MessageId)}>
            <SortUp />
            <Text slot="label">{text(`column.up.${family}` satisfies MessageId)}</Text>
          </MenuItem>
          <MenuItem id="down" textValue={text(`column.down.${family}` satisfies MessageId)}>
            <SortDown />
            <Text slot="label">{text(`column.down.${family}` satisfies MessageId)}</Text>
          </MenuItem>
          <MenuItem id="further" textValue={text('column.further')}>
            <Text slot="label">{text('column.further')}</Text>
          </MenuItem>
        </MenuSection>
        <MenuSection>
          <MenuItem id="filter" textValue={text('column.filter')}>
            <Filter />
            <Text slot="label">{text('column.filter')}</Text>
          </MenuItem>
          <MenuItem id="facet" textValue={text('column.facet')}>
            <ListBulleted />
            <Text slot="label">{text('column.facet')}</Text>
          </MenuItem>
        </MenuSection>
        <MenuSection>
          <MenuItem id="pin" textValue={text(pinned ? 'column.unpin' : 'column.pin')}>
            {pinned ? <PinOff /> : <PinOn />}
            <Text slot="label">{text(pinned ? 'column.unpin' : 'column.pin')}</Text>
          </MenuItem>
          <MenuItem id="fit" textValue={text('column.fit')}>
            <FitToWidth />
            <Text slot="label">{text('column.fit')}</Text>
          </MenuItem>
          <MenuItem id="before" textValue={text('column.before')}>
            <Text slot="label">{text('column.before')}</Text>
            <MenuKeys keys="Alt+ArrowLeft" />
          </MenuItem>
          <MenuItem id="after" textValue={text('column.after')}>
            <Text slot="label">{text('column.after')}</Text>
            <MenuKeys keys="Alt+ArrowRight" />
          </MenuItem>
          <MenuItem id="hide" textValue={text('column.hide')}>
            <VisibilityOff />
            <Text slot="label">{text('column.hide')}</Text>
          </MenuItem>
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
}
