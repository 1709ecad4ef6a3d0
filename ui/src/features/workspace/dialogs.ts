import { createStore } from '../../lib/store';

/** The team database that a person connects to: a new one, or one whose address is known. */
export const connecting = createStore<{ url: string } | null>(null);

/** Whether a person chooses where to move the workspace. */
export const moving = createStore(false);
