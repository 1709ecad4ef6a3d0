import { Button } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Command, usePageCommands } from '../../app/commands';
import type { MappedTable, Mapping, OpenRequest } from '../../bindings/import';
import { useText } from '../../i18n';
import { useRested } from '../../lib/useRested';
import { useOperation } from '../../operations';
import { failureOf } from '../../platform/types';
import { useFailureText } from '../../ui/failureText';
import { Mark } from '../../ui/Mark';
import { Page } from '../../ui/Page';
import { answerMapping, leaveFlow } from '../opening/flow';
import { ColumnTable } from './ColumnTable';
import { Dialect } from './Dialect';
import { asksAnew, problemsOfWhole } from './mapping';
import './Mapping.css';
import { RecordsPreview } from './RecordsPreview';

/** The file is looked at again after this rest. */
const REST_MS = 250;

/** What is written down, and how the file reads under it. */
function useMapping(table: MappedTable) {
  const [mapping, setMapping] = useState(table.mapping);
  const rested = useRested(mapping, REST_MS);
  const { data, error, isPlaceholderData } = useOperation('files.mapping', { path: table.path, mapping: rested }, { keepOld: true });
  const seen = data ?? table;
  const current = data !== undefined && !isPlaceholderData && rested === mapping;
  // The file is cut otherwise: what is proposed for its new columns is taken over.
  if (current && asksAnew(mapping) && !asksAnew(data.mapping)) setMapping(data.mapping);
  return { mapping, setMapping, seen: { ...seen, mapping: asksAnew(mapping) ? seen.mapping : mapping }, current, error };
}

export function MappingForm({ table, request }: { table: MappedTable; request: OpenRequest }) {
  const text = useText();
  const navigate = useNavigate();
  const { mapping, setMapping, seen, current, error } = useMapping(table);
  const stop = () => {
    leaveFlow();
    void navigate({ to: '/customers' });
  };
  const goOn = () => {
    // What is wrong is gone to; whether that is still so is told by the next look at the file.
    if (current && seen.problems.length > 0) document.querySelector<HTMLElement>('[data-problem] input, .mapping-problems')?.focus();
    else void answerMapping(request, table.path, seen.mapping);
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
        <ColumnTable table={seen} onChange={(next: Mapping) => setMapping(next)} />
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
  const failure = error && texts(failureOf(error));
  return (
    <div className="mapping-whole" role="status">
      <p className="soft">{text(remembered ? 'mapping.remembered' : 'mapping.help')}</p>
      {failure && (
        <p className="mapping-problem">
          <Mark kind="refused" label={text('severity.error')} /> {failure.title} {failure.body}
        </p>
      )}
      {problems.length > 0 && (
        <ul className="mapping-problems" tabIndex={-1}>
          {problems.map(({ code, subject }) => (
            <li key={`${code} ${subject}`} className="mapping-problem">
              <Mark kind="refused" label={text('severity.error')} /> <MappingProblemText code={code} subject={subject} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function MappingProblemText({ code, subject }: { code: string; subject: string }) {
  const text = useText();
  return code === 'header_missing' ? text('mapping.problem.header_missing', { subject }) : text('mapping.problem.email_missing');
}
