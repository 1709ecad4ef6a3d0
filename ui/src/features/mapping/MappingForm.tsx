import { Button } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { type Command, usePageCommands } from '../../app/commands';
import type { MappedTable, Mapping, OpenRequest } from '../../bindings/import';
import { isMessageId, useText } from '../../i18n';
import { createStore } from '../../lib/store';
import { useRested } from '../../lib/useRested';
import { useOperation } from '../../operations';
import { failureOf } from '../../platform/types';
import { Mark } from '../../ui/Mark';
import { Page } from '../../ui/Page';
import { fileName, useFailureText } from '../../ui/failureText';
import { answerMapping, leaveFlow, waiting } from '../opening/flow';
import { ColumnTable } from './ColumnTable';
import { Dialect } from './Dialect';
import { asksAnew, problemsOfWhole } from './mapping';
import './Mapping.css';
import { RecordsPreview } from './RecordsPreview';

/** The file is looked at again after this rest. */
const REST_MS = 250;

/** What a person wrote down; it stays while other pages are seen. */
const draft = createStore<{ path: string; mapping: Mapping } | null>(null);

/** What is written down, and how the file reads under it. */
function useMapping(table: MappedTable) {
  const kept = draft.use();
  const mapping = kept?.path === table.path ? kept.mapping : table.mapping;
  const setMapping = (next: Mapping) => draft.set({ path: table.path, mapping: next });
  const rested = useRested(mapping, REST_MS);
  const { data, error, isPlaceholderData } = useOperation('files.mapping', { path: table.path, mapping: rested }, { keepOld: true });
  const seen = data ?? table;
  const current = data !== undefined && !isPlaceholderData && rested === mapping;
  // The file is cut otherwise: what is proposed for its new columns is taken over.
  const proposed = current && asksAnew(mapping) && !asksAnew(data.mapping) ? data.mapping : null;
  useEffect(() => {
    if (proposed) draft.set({ path: table.path, mapping: proposed });
  }, [proposed, table.path]);
  return { mapping, setMapping, seen: { ...seen, mapping: asksAnew(mapping) ? seen.mapping : mapping }, current, error };
}

export function MappingForm({ table, request }: { table: MappedTable; request: OpenRequest }) {
  const text = useText();
  const navigate = useNavigate();
  const { mapping, setMapping, seen, current, error } = useMapping(table);
  const stop = () => {
    draft.set(null);
    leaveFlow();
    void navigate({ to: '/customers' });
  };
  const goOn = () => {
    // What is wrong is gone to; whether that is still so is told by the next look at the file.
    if (current && seen.problems.length > 0) document.querySelector<HTMLElement>('[data-problem] input, .mapping-problems')?.focus();
    else {
      draft.set(null);
      void answerMapping(request, table.path, seen.mapping);
    }
  };
  const latest = useRef(goOn);
  useEffect(() => {
    latest.current = goOn;
  });
  usePageCommands(useMemo<Command[]>(() => [{ id: 'page.go_on', title: 'mapping.go_on', section: 'page', keys: 'Mod+Enter', run: () => latest.current() }], []));
  const actions = (
    <>
      <Button variant="secondary" onPress={stop}>
        {text('cancel')}
      </Button>
      <Button variant="accent" onPress={goOn}>
        {text('mapping.go_on')}
      </Button>
    </>
  );
  return (
    <Page title={text('mapping.title')} aside={<bdi className="soft clip">{table.file}</bdi>} actions={actions}>
      <div className="mapping">
        <Dialect table={seen} mapping={mapping} onChange={setMapping} />
        <Whole table={seen} remembered={table.remembered} error={error} />
        <ColumnTable table={seen} onChange={setMapping} />
        <RecordsPreview table={seen} />
      </div>
    </Page>
  );
}

/** What holds for the mapping as a whole. */
function Whole({ table, remembered, error }: { table: MappedTable; remembered: boolean; error: Error | null }) {
  const text = useText();
  const texts = useFailureText();
  const problems = problemsOfWhole(table);
  const next = waiting.use().flatMap(({ paths }) => paths);
  const wordsOf = (code: string, subject: string) => {
    // The row of the header is beyond the end of the file.
    if (code === 'header_missing' && subject === String(table.mapping.header_row)) return text('mapping.problem.no_row', { subject });
    const id = `mapping.problem.${code}`;
    return isMessageId(id) ? text(id, { subject }) : code;
  };
  const failure = error && texts(failureOf(error));
  return (
    <div className="mapping-whole" role="status">
      <p className="soft">{text(remembered ? 'mapping.remembered' : 'mapping.help')}</p>
      {next.length > 0 && <p className="soft">{text('opening.next', { files: next.map(fileName).join(', ') })}</p>}
      {failure && (
        <p className="mapping-problem">
          <Mark kind="refused" label={text('severity.error')} /> {failure.title} {failure.body}
        </p>
      )}
      {problems.length > 0 && (
        <ul className="mapping-problems" tabIndex={-1}>
          {problems.map(({ code, subject }) => (
            <li key={`${code} ${subject}`} className="mapping-problem">
              <Mark kind="refused" label={text('severity.error')} /> {wordsOf(code, subject)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
