import { Button, ComboBox, ComboBoxItem, Picker, PickerItem } from '@react-spectrum/s2';
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react';
import type { QueryProblem } from '../bindings/customer';
import { useFieldLabel } from '../features/customers/cells';
import { type MessageId, useText } from '../i18n';
import { useOperation } from '../operations';
import { conditionOf, type Draft, type Mode, modesOf, openDraft } from './draft';
import { useExpected } from './useExpected';
import { ValueEditor } from './ValueEditor';

interface FilterFormProps {
  draft: Draft;
  search: string;
  /** The other conditions. */
  others: string;
  /** All conditions once this one is among them. */
  condition: (part: string) => string;
  onDone: (part: string) => void;
}

/** The form of one condition. */
export function FilterForm({ draft: start, search, others, condition, onDone }: FilterFormProps) {
  const text = useText();
  const label = useFieldLabel();
  const fields = (useOperation('query.fields', null).data ?? []).filter(({ filled, scope }) => filled && scope === 'customer');
  const [draft, setDraft] = useState(start);
  const field = fields.find((each) => each.field === draft.field);
  const modes = field ? modesOf(field.field, field.kind) : [];
  const mode = draft.mode !== null && modes.includes(draft.mode) ? draft.mode : (modes[0] ?? 'contains');
  const part = field ? conditionOf({ ...draft, mode }, field.kind) : null;
  const check = useOperation('query.check', { text: part ?? '' }, { enabled: part !== null });
  const ready = part !== null && check.data?.problems.length === 0;
  // Who types fast is done before the answer to the last letter.
  const [done, setDone] = useState<string | null>(null);
  const take = useEffectEvent(() => part !== null && onDone(part));
  const taken = ready && done === part;
  useEffect(() => {
    if (taken) take();
  }, [taken]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDone(part);
  };
  // Between lists and single values nothing can be kept.
  const setMode = (next: Mode) => setDraft({ ...draft, mode: next, values: shapeOf(next) === shapeOf(mode) ? draft.values : [] });
  return (
    <form className="filter-form" onSubmit={submit}>
      <div className="filter-what">
        <ComboBox
          aria-label={text('filter.field')}
          autoFocus={start.field === ''}
          defaultItems={fields.map((each) => ({ id: each.field, name: label(each.field) }))}
          selectedKey={draft.field || null}
          onSelectionChange={(key) => key !== null && setDraft({ ...draft, field: String(key), mode: null, values: [] })}
          menuWidth={240}
          placeholder={text('filter.field')}
        >
          {({ id, name }) => (
            <ComboBoxItem id={id} textValue={name}>
              {name}
            </ComboBoxItem>
          )}
        </ComboBox>
        {field && (
          <Picker aria-label={text('filter.operator')} selectedKey={mode} onSelectionChange={(key) => setMode(key as Mode)}>
            {modes.map((each) => (
              <PickerItem key={each} id={each}>
                {text(`filter.mode.${each}` satisfies MessageId)}
              </PickerItem>
            ))}
          </Picker>
        )}
      </div>
      {field && <ValueEditor key={`${field.field} ${shapeOf(mode)}`} field={field} mode={mode} values={draft.values} onChange={(values) => setDraft({ ...draft, mode, values })} autoFocus={start.field !== ''} others={others} search={search} />}
      <footer className="filter-foot">
        <WouldMatch condition={ready ? condition(part) : ''} search={search} problem={check.data?.problems[0]} />
        <Button variant="secondary" onPress={() => openDraft.set(null)}>
          {text('cancel')}
        </Button>
        <Button variant="accent" type="submit" isDisabled={part === null}>
          {text('filter.apply')}
        </Button>
      </footer>
    </form>
  );
}

/** What the values of a way to compare are. */
function shapeOf(mode: Mode): 'list' | 'range' | 'step' | 'none' | 'single' {
  if (mode === 'in' || mode === 'not_in') return 'list';
  if (mode === 'last' || mode === 'next' || mode === 'older') return 'step';
  if (mode === 'set' || mode === 'not_set') return 'none';
  return mode === 'range' ? 'range' : 'single';
}

/** How many would be left, or what is wrong; nothing while the condition is not one yet. */
function WouldMatch({ condition, search, problem }: { condition: string; search: string; problem: QueryProblem | undefined }) {
  const text = useText();
  const expected = useExpected();
  const { data, isError } = useOperation('customers.view', { condition, search, sort: [] }, { enabled: condition !== '', keepOld: true });
  return (
    <p className="soft" role="status">
      {condition && data && !isError ? text('filter.would_match', { count: data.total }) : null}
      {problem && <span className="filter-problem">{text('filter.problem_value', { found: problem.found, expected: expected(problem) })}</span>}
    </p>
  );
}
