import { ActionButton, Tooltip, TooltipTrigger } from '@react-spectrum/s2';
import ListBulleted from '@react-spectrum/s2/icons/ListBulleted';
import { useText } from '../../i18n';
import { Keys } from '../../ui/Keys';
import { useFacetsOpen } from './facets';

/** Shows or hides the facets. */
export function FacetToggle() {
  const text = useText();
  const { open, setOpen } = useFacetsOpen();
  return (
    <TooltipTrigger>
      <ActionButton isQuiet aria-pressed={open} aria-label={text('facets.show')} onPress={() => setOpen(!open)}>
        <ListBulleted />
      </ActionButton>
      <Tooltip>
        {text('act.facets')} <Keys keys="Mod+Shift+F" />
      </Tooltip>
    </TooltipTrigger>
  );
}
