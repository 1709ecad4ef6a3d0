import { createStore } from '../../lib/store';
import type { MadeExport } from './made';

/** The export being prepared: a new one, or one made before again. */
export const exportDraft = createStore<{ again: MadeExport | null } | null>(null);

/** Opens the form of an export. */
export const openExport = (again: MadeExport | null = null): void => exportDraft.set({ again });
