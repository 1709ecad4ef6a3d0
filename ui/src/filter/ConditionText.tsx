import { type KeyboardEvent, useEffect, useEffectEvent, useState } from 'react';
import { useText } from '../i18n';
import { createStore } from '../lib/store';
import { useOperation } from '../operations';
import { useExpected } from './useExpected';

/** Whether the text line shows. */
export const textLine = createStore(false);

/** The conditions as text. Invalid text says what is wrong; the grid keeps the last valid one. */
export function ConditionText({ condition, onCondition }: { condition: string; onCondition: (condition: string) => void }) {
  const text = useText();
  const expected = useExpected();
  const [typed, setTyped] = useState(condition);
  const [known, setKnown] = useState(condition);
  // Who types fast is done before the answer to the last letter.
  const [done, setDone] = useState<string | null>(null);
  if (known !== condition) {
    setKnown(condition);
    setTyped(condition);
  }
  const wanted = typed.trim();
  const check = useOperation('query.check', { text: typed }, { enabled: wanted !== '', keepOld: true });
  const problem = wanted === '' ? undefined : check.data?.problems[0];
  const answered = wanted === '' || (check.data !== undefined && !check.isPlaceholderData);
  const take = useEffectEvent(() => {
    if (problem === undefined && wanted !== condition) onCondition(wanted);
  });
  const takeNearest = (event: KeyboardEvent) => {
    if (event.key !== 'Tab' || event.shiftKey || !problem?.nearest || check.isPlaceholderData) return;
    event.preventDefault();
    setTyped(typed.slice(0, problem.start) + problem.nearest + typed.slice(problem.end));
  };
  const ready = done === typed && answered;
  useEffect(() => {
    if (ready) take();
  }, [ready]);
  return (
    <form
      className="condition"
      onSubmit={(event) => {
        event.preventDefault();
        setDone(typed);
      }}
    >
      <input
        className="mono"
        aria-label={text('filter.as_text')}
        aria-invalid={problem !== undefined}
        aria-describedby="condition-problem"
        spellCheck={false}
        autoFocus
        value={typed}
        onKeyDown={takeNearest}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => setDone(typed)}
      />
      <p id="condition-problem" role="status">
        {problem &&
          text(problem.nearest ? 'filter.problem_nearest' : 'filter.problem', {
            found: problem.found,
            place: problem.start + 1,
            nearest: problem.nearest ?? '',
            expected: expected(problem),
          })}
      </p>
    </form>
  );
}
