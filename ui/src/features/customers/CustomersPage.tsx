import { ActionButton, Button, Text } from '@react-spectrum/s2';
import ExportTo from '@react-spectrum/s2/icons/ExportTo';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { type Command, usePageCommands } from '../../app/commands';
import { useActs } from '../../app/useActs';
import type { View } from '../../bindings/customer';
import { textLine } from '../../filter/ConditionText';
import { FacetPanel } from '../../filter/facets/FacetPanel';
import { useFacetsOpen } from '../../filter/facets/facets';
import { newDraft, openDraft } from '../../filter/draft';
import { SearchBar } from '../../filter/SearchBar';
import { nodesOf } from '../../filter/tree';
import { chipLine, useChipText } from '../../filter/useChipText';
import { useText } from '../../i18n';
import { useDrawn } from '../../lib/drawn';
import { useOperation } from '../../operations';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import { openExport } from '../exports/draft';
import { useViewPageCommands } from '../views/useViewCommands';
import { DEFAULT_VIEW } from '../views/views';
import { ViewPicker } from '../views/ViewPicker';
import { ColumnsDialog } from './ColumnsDialog';
import { CustomerGrid } from './CustomerGrid';
import { PrintSheet } from './PrintSheet';
import { SelectionBar } from './SelectionBar';
import { useSelection } from './useSelection';
import { useTaken } from './useTaken';
import { isTyped, requestOf, type ViewSearch } from './view';

/** The column in which the list's cursor stands, while the list has the focus. */
const columnUnderCursor = () => document.activeElement?.closest<HTMLElement>('.grid')?.dataset.column ?? '';

const focusOn = (id: string) => () => document.getElementById(id)?.focus();

/** All customers: search, conditions, and every row of the result. */
export function CustomersPage() {
  const text = useText();
  const navigate = useNavigate();
  const search = useSearch({ from: '/customers' });
  const request = requestOf(search);
  const view = useOperation('customers.view', request, { keepOld: true });
  const selecting = useSelection(request, view.data?.total ?? 0);
  const change = (next: ViewSearch) =>
    void navigate({ to: '/customers', search: { ...search, view: search.view ?? DEFAULT_VIEW, ...next }, replace: isTyped(search, next) });
  const taken = useTaken(search, view.data?.total ?? 0, selecting);
  const latest = useRef(taken);
  useEffect(() => {
    latest.current = taken;
  });
  const filled = (view.data?.total ?? 0) > 0;
  const ofView = useViewPageCommands();
  const { open: facetsOpen, setOpen: openFacets } = useFacetsOpen();
  usePageCommands(
    useMemo<Command[]>(
      () => [
        ...ofView,
        { id: 'page.print', title: 'act.print', section: 'page', keys: 'Mod+P', enabled: filled, run: () => latest.current.print() },
        { id: 'page.search', title: 'keyboard.grid.search', section: 'page', keys: '/', run: focusOn('keywords') },
        { id: 'page.filter', title: 'filter.add', section: 'page', keys: 'F', run: () => openDraft.set(newDraft(columnUnderCursor())) },
        { id: 'page.facets', title: 'act.facets', section: 'page', keys: 'Mod+Shift+F', run: () => openFacets(!facetsOpen) },
        { id: 'page.text', title: 'filter.as_text', section: 'page', keys: 'Mod+/', run: () => textLine.set(!textLine.get()) },
      ],
      [ofView, filled, facetsOpen, openFacets],
    ),
  );
  const actions = (
    <>
      <ColumnsDialog />
      <ActionButton isQuiet isDisabled={!view.data || view.data.of === 0} onPress={() => openExport()}>
        <ExportTo />
        <Text>{text('act.export')}</Text>
      </ActionButton>
    </>
  );
  return (
    <Page title={text('nav.customers')} aside={<Aside view={view.data} />} actions={actions}>
      <SearchBar
        search={search.q ?? ''}
        condition={search.where ?? ''}
        onSearch={(q) => change({ q: q || undefined })}
        onCondition={(where) => change({ where: where || undefined })}
      />
      <div className="customer-body">
        {view.data && view.data.of > 0 && (
          <FacetPanel search={search.q ?? ''} condition={search.where ?? ''} onCondition={(where) => change({ where: where || undefined })} />
        )}
        <div className="customer-main">
          <QueryView query={view}>
            {(data) => (data.total === 0 ? <Nothing view={data} search={search} onChange={change} /> : <CustomerGrid search={search} total={data.total} selecting={selecting} onChange={change} />)}
          </QueryView>
          {view.data && <SelectionBar selecting={selecting} total={view.data.total} copy={() => taken.copyRows(true)} print={taken.print} />}
        </div>
      </div>
      <PrintSheet title={text('nav.customers')} />
    </Page>
  );
}

function Aside({ view }: { view: View | undefined }) {
  return (
    <>
      {view && <Count view={view} />}
      <ViewPicker />
    </>
  );
}

function Count({ view: { total, of } }: { view: View }) {
  const text = useText();
  return (
    <span role="status">
      {total === of ? <strong>{text('number', { number: of })}</strong> : text('customers.of', { total, of })}
    </span>
  );
}

function Nothing({ view, search, onChange }: { view: View; search: ViewSearch; onChange: (next: ViewSearch) => void }) {
  const text = useText();
  const chip = useChipText();
  const checked = useOperation('query.check', { text: search.where ?? '' }, { enabled: Boolean(search.where) });
  const acts = useActs();
  useDrawn(true);
  if (view.of === 0)
    return (
      <Empty title={text('customers.none')} text={text('customers.none_text')}>
        <Button variant="accent" onPress={acts.chooseFiles}>
          {text('act.open')}
        </Button>
      </Empty>
    );
  const { costly } = view;
  const nodes = nodesOf(checked.data);
  const index = checked.data?.parts.findIndex(({ text: part }) => part === costly?.part) ?? -1;
  const words = costly?.keywords ? text('customers.keywords', { keywords: costly.part }) : costly && chipLine(chip(nodes[index], costly.part));
  const count = nodes.length + (search.q ? 1 : 0);
  return (
    <Empty
      title={text('customers.no_match', { count })}
      text={costly && words ? text('customers.costly', { total: costly.total, part: words }) : text('customers.no_match_text')}
    >
      <div className="empty-acts">
        {costly && (
          <Button variant="secondary" onPress={() => onChange(costly.keywords ? { q: undefined } : { where: costly.without || undefined })}>
            {text('customers.remove_part')}
          </Button>
        )}
        <Button variant="secondary" fillStyle={costly ? 'outline' : 'fill'} onPress={() => onChange({ q: undefined, where: undefined })}>
          {text('customers.remove_all')}
        </Button>
      </div>
    </Empty>
  );
}
