import { useEffect } from 'react';
import type { MessageId } from '../../i18n';
import { createStore } from '../../lib/store';

/** Where a command stands in palette and help. */
export type Section = 'go' | 'page' | 'file' | 'change' | 'view' | 'help';

/** Something a person can do: the one table behind keys, palette, menu and help. */
export interface Command {
  /** Unique; entries of the system's menu use the same. */
  readonly id: string;
  readonly title: MessageId;
  /** What the title names. */
  readonly values?: Readonly<Record<string, string>>;
  readonly section: Section;
  /** A chord (`Mod+K`), a sign (`?`) or a sequence (`G C`). */
  readonly keys?: string;
  /** Other words under which it is found, such as the original's menu names. */
  readonly aliases?: MessageId;
  /** Whether it can be done now; always, when absent. */
  readonly enabled?: boolean;
  readonly run: () => void;
}

const NONE: readonly Command[] = [];
const ofPage = createStore(NONE);

/** Adds the commands of the page shown; keep the list stable with `useMemo`. */
export function usePageCommands(commands: readonly Command[]): void {
  useEffect(() => {
    ofPage.set(commands);
    return () => {
      if (ofPage.get() === commands) ofPage.set(NONE);
    };
  }, [commands]);
}

/** The commands of the page shown. */
export const useCommandsOfPage = (): readonly Command[] => ofPage.use();
