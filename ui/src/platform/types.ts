import type { Failure } from '../bindings/failure';
import type { JobEvent } from '../bindings/job';
import type { OPERATIONS, Operations } from '../bindings/operations';

/** Name of an operation. */
export type OperationName = keyof Operations;
type NamesOf<K extends string> = { [N in OperationName]: (typeof OPERATIONS)[N]['kind'] extends K ? N : never }[OperationName];
/** Operations that read. */
export type QueryName = NamesOf<'query'>;
/** Operations that write and answer at once. */
export type MutationName = NamesOf<'mutation'>;
/** Operations that tell how far they are. */
export type JobName = NamesOf<'job'>;
/** What an operation is asked. */
export type Request<N extends OperationName> = Operations[N]['request'];
/** What an operation answers. */
export type Response<N extends OperationName> = Operations[N]['response'];

/** What the surroundings tell the page. */
export interface PlatformEvents {
  /** A person chose an entry of the system's menu. */
  menu: string;
  /** Another window wrote: what it did is stale here. */
  written: string;
  /** The program was started a second time, on these files. */
  'open-files': string[];
  /** Files are held over the window. */
  dragging: boolean;
  /** Files were dropped on the window. */
  dropped: string[];
  /** A person closes the window while this many jobs run. */
  'close-requested': number;
}

/** An entry of the system's menu. */
export interface MenuEntry {
  /** A command, or `cut`, `copy`, `paste`, `select_all` for the system's own. */
  readonly id: string;
  readonly title: string;
  readonly accelerator: string | null;
  readonly enabled: boolean;
}

/** The system's menu. */
export interface MenuModel {
  readonly menus: readonly { readonly id: string; readonly title: string; readonly groups: readonly (readonly MenuEntry[])[] }[];
  /** How the way out is called. */
  readonly quit: string;
}

/** The page's only door outside. */
export interface Platform {
  /** Whether this is the window that the program began with: it opens the files of the start, others do not open them again. */
  readonly isFirst: boolean;
  /** Does a query or mutation; rejects with `OperationError`. */
  call<N extends QueryName | MutationName>(name: N, request: Request<N>, signal?: AbortSignal): Promise<Response<N>>;
  /** Starts a job; resolves when its last event was told. */
  startJob<N extends JobName>(name: N, request: Request<N>, onEvent: (event: JobEvent) => void): Promise<void>;
  /** Asks a job to stop. */
  cancelJob(id: number): Promise<void>;
  /** Lets a person choose files; none when they chose none. `prompt` is asked where there is no system dialog. */
  pickFiles(prompt: string): Promise<string[]>;
  /** Lets a person choose where to write, beginning in a folder. */
  pickSave(name: string, prompt: string, folder?: string | null): Promise<string | null>;
  /** Lets a person choose a folder. */
  pickFolder(prompt: string): Promise<string | null>;
  /** Opens another window of this workspace at an address of the page. */
  openWindow(address: string): Promise<void>;
  /** Has the system tell something, unless a window of ours has the focus. */
  notify(title: string, body: string): Promise<void>;
  /** Shows the folder of the logs; false where the host cannot. */
  openLogFolder(): Promise<boolean>;
  /** Shows a file in its folder; false where the host cannot. */
  showFile(path: string): Promise<boolean>;
  /** Closes the window although jobs run. */
  close(): Promise<void>;
  /** Gives the window's own frame the page's theme. */
  setTheme(theme: 'light' | 'dark' | null): Promise<void>;
  /** Shows the system's menu in this window. */
  setMenu(menu: MenuModel): Promise<void>;
  /** Names the window. */
  setTitle(title: string): Promise<void>;
  /** Listens; the answer stops listening. */
  listen<E extends keyof PlatformEvents>(event: E, heard: (payload: PlatformEvents[E]) => void): () => void;
}

/** An operation's failure as something to throw. */
export class OperationError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'OperationError';
    this.failure = failure;
  }
}

/** Whatever was thrown, as a failure to show. */
export function failureOf(error: unknown): Failure {
  if (error instanceof OperationError) return error.failure;
  return { code: 'internal', params: { reason: String(error) }, retry: true, incident: null };
}
