import { useState } from 'react';
import { useText } from '../i18n';
import { useOperation } from '../operations';

/** The conditions as text. Invalid text says what is wrong; the grid keeps the last valid one. */
export function ConditionText({ condition, onCondition }: { condition: string; onCondition: (condition: string) => void }) {
  const text = useText();
  const [typed, setTyped] = useState(condition);
  const [known, setKnown] = useState(condition);
  if (known !== condition) {
    setKnown(condition);
    setTyped(condition);
  }
  const checked = useOperation('query.check', { text: typed }, { enabled: typed.trim() !== '', keepOld: true }).data;
  const problem = typed.trim() === '' ? undefined : checked?.problems[0];
  const take = () => problem === undefined && onCondition(typed.trim());
  return (
    <form
      className="condition"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <input
        className="mono"
        aria-label={text('filter.as_text')}
        aria-invalid={problem !== undefined}
        aria-describedby="condition-problem"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
      />
      <p id="condition-problem" role="status">
        {problem &&
          text(problem.nearest ? 'filter.problem_nearest' : 'filter.problem', {
            found: problem.found,
            place: problem.start + 1,
            nearest: problem.nearest ?? '',
            expected: problem.expected.slice(0, 4).join(', '),
          })}
      </p>
    </form>
  );
}
