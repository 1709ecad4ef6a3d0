import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useText } from '../i18n';
import { createStore } from '../lib/store';
import { useOperation } from '../operations';
import { placeOf } from './completion';
import { useExpected } from './useExpected';
import { type Suggestion, useSuggestions } from './useSuggestions';

/** Whether the text line shows. */
export const textLine = createStore(false);

/** The conditions as text. Invalid text says what is wrong; the grid keeps the last valid one. */
export function ConditionText({ condition, onCondition }: { condition: string; onCondition: (condition: string) => void }) {
  const text = useText();
  const expected = useExpected();
  const [typed, setTyped] = useState(condition);
  const [known, setKnown] = useState(condition);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  /** Null while nothing is suggested. */
  const [caret, setCaret] = useState<number | null>(null);
  const [picked, setPicked] = useState(-1);
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
  const place = caret === null ? null : placeOf(typed, caret);
  const suggestions = useSuggestions(place);
  const write = (next: string, at: number) => {
    setTyped(next);
    setCaret(at);
    setPicked(-1);
    // React puts the caret behind all.
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };
  const complete = ({ insert }: Suggestion) => {
    if (!place) return;
    // The rest of a text that was begun goes with it.
    const rest = typed.slice(caret ?? 0).replace(place.typed.startsWith("'") ? /^[^']*' ?/ : /^\w* ?/, '');
    write(typed.slice(0, place.from) + insert + rest, place.from + insert.length);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = suggestions[picked];
    if (step !== undefined && suggestions.length > 0) setPicked((picked + step + suggestions.length + (picked < 0 && step < 0 ? 1 : 0)) % suggestions.length);
    else if (chosen && (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey))) complete(chosen);
    else if (event.key === 'Tab' && !event.shiftKey && problem?.nearest && !check.isPlaceholderData)
      write(typed.slice(0, problem.start) + problem.nearest + typed.slice(problem.end), problem.start + problem.nearest.length);
    else if (event.key === 'Escape' && suggestions.length > 0) setCaret(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
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
        setCaret(null);
        setDone(typed);
      }}
    >
      <input
        ref={input}
        className="mono"
        role="combobox"
        aria-label={text('filter.as_text')}
        aria-invalid={problem !== undefined}
        aria-describedby="condition-problem"
        aria-expanded={suggestions.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={picked >= 0 && picked < suggestions.length ? `${list}-${picked}` : undefined}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={typed}
        onKeyDown={press}
        onChange={(event) => {
          setTyped(event.target.value);
          setCaret(event.target.selectionStart);
          setPicked(-1);
        }}
        onBlur={() => {
          setCaret(null);
          setDone(typed);
        }}
      />
      <div className="condition-list" role="listbox" id={list} aria-label={text('filter.suggestions')} hidden={suggestions.length === 0}>
        {suggestions.map((suggestion, index) => (
          // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events -- the text has the focus
          <div
            key={suggestion.insert}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === picked}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => complete(suggestion)}
          >
            <span className="mono">{suggestion.insert}</span>
            <bdi className="soft">{suggestion.label}</bdi>
            {suggestion.count !== null && <span className="soft">{text('number', { number: suggestion.count })}</span>}
          </div>
        ))}
      </div>
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
