import { ActionButton, Link, Menu, MenuItem, MenuTrigger, Text } from '@react-spectrum/s2';
import Add from '@react-spectrum/s2/icons/Add';
import type { Facet } from '../../bindings/customer';
import { useFieldLabel } from '../../features/customers/cells';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { FacetBox } from './FacetBox';
import './Facets.css';
import { type FacetChoice, useFacetChoice, useFacetsOpen } from './facets';
import { useTicks } from './useTicks';

/** Values shown before someone asks for more. */
const FEW = 5;

interface FacetPanelProps {
  search: string;
  condition: string;
  onCondition: (condition: string) => void;
}

/** The values of columns with their counts under the conditions, each a condition to tick; nothing while closed. */
export function FacetPanel(props: FacetPanelProps) {
  const { open, overlay } = useFacetsOpen();
  return open ? <OpenPanel {...props} overlay={overlay} /> : null;
}

function OpenPanel({ search, condition, onCondition, overlay }: FacetPanelProps & { overlay: boolean }) {
  const text = useText();
  const choice = useFacetChoice();
  const tick = useTicks(condition, onCondition);
  const open = choice.shown.filter(({ column }) => !choice.isFolded(column));
  const facets = open.map(({ column }) => ({ column, matching: '', limit: FEW }));
  const counts = useOperation('customers.facets', { condition, search, whole: false, facets }, { enabled: facets.length > 0, keepOld: true });
  const known = new Map<string, Facet>(counts.data?.map((facet) => [facet.column, facet]));
  return (
    <aside className="facets" data-region="facets" data-overlay={overlay} aria-label={text('facets.label')}>
      {choice.shown.map((facet) => (
        <FacetBox
          key={facet.column}
          info={facet}
          facet={known.get(facet.column)}
          stale={counts.isFetching}
          search={search}
          condition={condition}
          folded={choice.isFolded(facet.column)}
          onFold={() => choice.fold(facet.column)}
          onHide={() => choice.hide(facet.column)}
          onTick={(value, act) => tick(facet.column, value, act)}
        />
      ))}
      {counts.isError && (
        <p className="facet-failed" role="status">
          {text('facets.failed')} <Link onPress={() => void counts.refetch()}>{text('try_again')}</Link>
        </p>
      )}
      {choice.ready && <AddFacet choice={choice} />}
      {choice.shown.length > 0 && <p className="facet-hint">{text('facets.hint')}</p>}
    </aside>
  );
}

/** Brings back what was hidden, and adds columns whose values repeat. */
function AddFacet({ choice }: { choice: FacetChoice }) {
  const text = useText();
  const label = useFieldLabel();
  const columns = useOperation('customers.columns', null).data ?? [];
  const shown = new Set(choice.shown.map(({ column }) => column));
  const repeats = columns.filter(({ kind, filled }) => filled && ['choice', 'yes_no', 'multi_select', 'instant'].includes(kind)).map(({ field }) => field);
  const offered = [...new Set([...choice.hidden.map(({ column }) => column), ...repeats])].filter((column) => !shown.has(column));
  if (offered.length === 0) return null;
  return (
    <MenuTrigger>
      <ActionButton isQuiet size="S">
        <Add />
        <Text>{text('facets.add')}</Text>
      </ActionButton>
      <Menu onAction={(key) => choice.show(String(key))}>
        {offered.map((column) => (
          <MenuItem key={column} id={column}>
            {label(column)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
