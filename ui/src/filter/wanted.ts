import { createStore } from '../lib/store';

/** The field that someone wants to filter by, named elsewhere than in the filter's own form; blank for any. */
export const wantedField = createStore<string | null>(null);
