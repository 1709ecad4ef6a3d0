/** What can stand at a place of a condition. */
type Expects = 'field' | 'operator' | 'value' | 'word';

/** The place of the caret in a condition that is being written. */
export interface Place {
  readonly expects: Expects;
  /** Whose fields stand here. */
  readonly scope: 'customer' | 'address';
  /** The field whose operator or value it is. */
  readonly field: string;
  /** Words of the language that go on from here. */
  readonly words: readonly string[];
  /** Where the word begins that is being written, and what of it stands before the caret. */
  readonly from: number;
  readonly typed: string;
}

const TOKEN = /'(?:[^']|'')*'?|[A-Za-z_][\w.]*|[-+]?\d[\w.-]*|[<>!]=|[=<>(),]/g;

type State = 'field' | 'relation' | 'open' | 'operator' | 'with' | 'null' | 'list' | 'value' | 'and' | 'next' | 'joint';

const WORDS: Record<State, readonly string[]> = {
  field: ['NOT'],
  relation: ['MATCHES (', 'NOT MATCHES ('],
  open: ['('],
  operator: [],
  with: ['WITH'],
  null: ['NULL', 'NOT NULL'],
  list: ['('],
  value: [],
  and: ['AND'],
  next: [',', ')'],
  joint: ['AND', 'OR'],
};

const AFTER_OPERATOR: Record<string, State> = { IS: 'null', IN: 'list', STARTS: 'with', ENDS: 'with', NOT: 'operator' };

/** Whether a token is a text whose end is not written yet. */
const isOpen = (token: string) => (token.match(/'/g)?.length ?? 0) % 2 === 1;

/** Reads a condition up to the caret, as far as that tells what can stand there; wrong ones are read on. */
export function placeOf(text: string, caret: number): Place {
  const before = text.slice(0, caret);
  const scopes: Place['scope'][] = ['customer'];
  let state: State = 'field';
  let field = '';
  let between = false;
  let inList = false;
  let from = caret;
  for (const match of before.matchAll(TOKEN)) {
    const [token] = match;
    const end = match.index + token.length;
    // A word at the caret is still being written; a text is until its quote is closed.
    if (end === caret && (/^[\w+-]/.test(token) || isOpen(token))) {
      from = match.index;
      break;
    }
    const word = token.toUpperCase();
    if (state === 'field') {
      if (token === '(') scopes.push(scopes.at(-1) ?? 'customer');
      else if (token === ')') state = close();
      else if (word === 'ADDRESS') state = 'relation';
      else if (word !== 'NOT') {
        field = token;
        state = 'operator';
      }
    } else if (state === 'relation') {
      if (word === 'MATCHES') state = 'open';
    } else if (state === 'open') {
      scopes.push('address');
      state = 'field';
    } else if (state === 'operator') {
      between = word === 'BETWEEN';
      state = AFTER_OPERATOR[word] ?? 'value';
    } else if (state === 'with') state = 'value';
    else if (state === 'null') state = word === 'NOT' ? 'null' : 'joint';
    else if (state === 'list') {
      inList = true;
      state = 'value';
    } else if (state === 'value') {
      state = inList ? 'next' : between ? 'and' : 'joint';
    } else if (state === 'and') {
      between = false;
      state = 'value';
    } else if (state === 'next') {
      if (token === ')') inList = false;
      state = token === ')' ? 'joint' : 'value';
    } else if (token === ')') state = close();
    else state = 'field';
  }
  const expects = state === 'field' || state === 'operator' || state === 'value' ? state : 'word';
  return { expects, scope: scopes.at(-1) ?? 'customer', field, words: WORDS[state], from, typed: text.slice(from, caret) };

  function close(): State {
    if (scopes.length > 1) scopes.pop();
    return 'joint';
  }
}
