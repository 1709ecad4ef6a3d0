import { createStore } from '../../lib/store';

/** What is being given a name: what shows, as a new view, or the view shown. */
export const naming = createStore<'new' | 'rename' | null>(null);
