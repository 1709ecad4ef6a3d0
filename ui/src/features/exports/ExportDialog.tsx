import { Button, ButtonGroup, Content, Dialog, DialogContainer, Heading, Radio, RadioGroup } from '@react-spectrum/s2';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { showFailure } from '../../app/failures';
import { useLanguage } from '../../app/language';
import type { ExportFormat } from '../../bindings/export';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { useExportFolder } from '../../lib/preferences';
import { platform } from '../../platform';
import { useSelection } from '../customers/useSelection';
import { useShownColumns } from '../customers/useShownColumns';
import { parseView, requestOf } from '../customers/view';
import { ALL, type Choices, chosenBy, columnsOf, exportRequest, fileNameOf, firstChoices, isForPeople, PEOPLE, type Scope, STORE } from './choices';
import { exportDraft } from './draft';
import './Exports.css';
import type { MadeExport } from './made';
import { PeopleOptions, StoreColumns } from './ExportOptions';
import { useExporting } from './useExporting';

const EVERYBODY = { condition: '', search: '', sort: [] };

const close = () => exportDraft.set(null);

/** The view of the list where it is shown, else everybody. */
function useListView() {
  const { pathname, search } = useLocation();
  return pathname.startsWith('/customers') ? requestOf(parseView(search)) : EVERYBODY;
}

/** Whom an export can be about, with how many they are. */
function useScopes(again: MadeExport | null) {
  const list = useListView();
  const view = again?.request.view ?? list;
  const counts = useOperation('customers.view', view).data;
  const listed = useOperation('customers.view', list).data?.total ?? 0;
  const { selection, count: selected } = useSelection(list, listed);
  const of = counts?.of ?? 0;
  const matching = view.condition === '' && view.search === '' ? 0 : (counts?.total ?? 0);
  const count: Record<Scope, number> = { selection: selected, matching, everybody: of };
  const scopes = (['selection', 'matching', 'everybody'] as const).filter((scope) => scope === 'everybody' || count[scope] > 0);
  return { list, view, selection, count, scopes };
}

/** The form of an export: whom, in which form, with which columns. A dialog draws its children more than once, so that what is chosen is kept here. */
export function ExportDialog({ again }: { again: MadeExport | null }) {
  const text = useText();
  const { language } = useLanguage();
  const exporting = useExporting();
  const { list, view, selection, count, scopes } = useScopes(again);
  const [made, setChoices] = useState<Partial<Choices>>({});
  const choices = { ...firstChoices(scopes[0] ?? 'everybody', language, again), ...made };
  const choose = (next: Partial<Choices>) => setChoices({ ...made, ...next });
  const [folder] = useExportFolder();
  const shown = useShownColumns(useOperation('customers.columns', null).data).map(({ field }) => field);
  const forStore = !isForPeople(choices.format);
  const offered = useOperation('export.columns', { format: choices.format }, { enabled: forStore }).data ?? [];
  const number = count[choices.scope];
  const out = selection.of === 'matching' ? selection.except.size : 0;

  const write = async () => {
    const path = await platform().pickSave(fileNameOf(choices.format, new Date()), text('pick.export'), folder);
    if (!path) return;
    const ofSelection = choices.scope === 'selection';
    const base = ofSelection ? (selection.of === 'rows' ? { ...EVERYBODY, sort: list.sort } : list) : view;
    close();
    exporting(exportRequest(choices, path, base, ofSelection ? chosenBy(selection) : ALL, columnsOf(choices, shown, offered)), ofSelection ? number : null);
  };

  return (
    <DialogContainer onDismiss={close}>
      <Dialog size="L">
        <Heading slot="title">{text('export.title')}</Heading>
        <Content>
          <div className="export-form">
            <RadioGroup label={text('export.whom')} value={choices.scope} onChange={(scope) => choose({ scope: scope as Scope })}>
              {scopes.map((scope) => (
                <Radio key={scope} value={scope}>
                  {scope === 'selection' && out > 0 ? text('export.scope.all_but', { count: count[scope], out }) : text(`export.scope.${scope}`, { count: count[scope] })}
                </Radio>
              ))}
            </RadioGroup>
            <RadioGroup label={text('export.form')} value={choices.format} onChange={(format) => choose({ format: format as ExportFormat, chosen: null })}>
              <div className="export-formats">
                <Formats title={text('export.for_people')} formats={PEOPLE} />
                <Formats title={text('export.for_store')} formats={STORE} />
              </div>
            </RadioGroup>
            {forStore ? <StoreColumns offered={offered} choices={choices} onChoose={choose} /> : <PeopleOptions shown={shown.length} choices={choices} onChoose={choose} />}
          </div>
        </Content>
        <ButtonGroup>
          <Button variant="secondary" onPress={close}>
            {text('cancel')}
          </Button>
          <Button variant="accent" isDisabled={number === 0} onPress={() => void write().catch(showFailure)}>
            {text('export.write', { count: number })}
          </Button>
        </ButtonGroup>
      </Dialog>
    </DialogContainer>
  );
}

function Formats({ title, formats }: { title: string; formats: readonly ExportFormat[] }) {
  const text = useText();
  return (
    <div role="group" aria-label={title}>
      <h3>{title}</h3>
      {formats.map((format) => (
        <Radio key={format} value={format}>
          {text(`format.${format}`)}
        </Radio>
      ))}
    </div>
  );
}
