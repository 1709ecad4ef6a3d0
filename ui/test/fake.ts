import type { JobEvent } from '../src/bindings/job';
import type { Failure } from '../src/bindings/failure';
import type { WorkspaceInfo } from '../src/bindings/workspace';
import { OperationError, type MenuModel, type OperationName, type Platform, type PlatformEvents } from '../src/platform/types';

/** A workspace as the host tells it. */
export const workspace: WorkspaceInfo = {
  path: '/Stores/maison-lumiere.clientele',
  place: 'file',
  name: 'Maison Lumière',
  customers: 6326,
  addresses: 6290,
  subscriptions: 0,
  orders: 0,
  findings: 57,
  data_as_of: Date.UTC(2026, 10, 22, 18, 40),
  last_change: null,
  data_revision: 1,
  revision: 1,
};

/** A failure of that code. */
export const failure = (code: Failure['code'], params: Record<string, string> = {}): Failure => ({ code, params, retry: false, incident: null });

type Answer = (request: never) => unknown;

/** A stand-in for the hosts: answers by operation, jobs as lists of events, and a record of what was asked. */
export class FakePlatform {
  readonly calls: { name: OperationName; request: unknown }[] = [];
  readonly cancelled: number[] = [];
  title = '';
  picked: string[] = [];
  readonly shown: string[] = [];
  readonly windows: string[] = [];
  readonly notices: string[] = [];
  readonly menus: MenuModel[] = [];
  readonly jobs: Partial<Record<OperationName, (request: never) => JobEvent[]>> = {};
  readonly answers: Partial<Record<OperationName, Answer>> = {
    'program.info': () => ({ version: '0.1.0', host: 'desktop', locale: 'en-GB', system: 'linux', log_folder: '/logs', crashed_at: null, open_at_start: [] }),
    'program.licences': () => [],
    'preferences.get': () => ({ values: {} }),
    'preferences.set': () => null,
    'workspace.recent': () => [],
    'workspace.current': () => null,
    'imports.list': () => [],
    'changes.list': () => [],
    'plan.get': () => null,
    'views.list': () => [],
  };
  private readonly heard = new Map<string, Set<(payload: never) => void>>();

  /** The door itself. */
  readonly platform: { -readonly [K in keyof Platform]: Platform[K] } = {
    isFirst: true,
    call: async (name, request) => {
      this.calls.push({ name, request });
      const answer = this.answers[name];
      if (!answer) throw new OperationError(failure('internal'));
      return answer(request as never) as never;
    },
    startJob: async (name, request, onEvent) => {
      this.calls.push({ name, request });
      for (const event of this.jobs[name]?.(request as never) ?? []) onEvent(event);
    },
    cancelJob: async (id) => void this.cancelled.push(id),
    pickFiles: async () => this.picked,
    pickSave: async () => this.picked[0] ?? null,
    pickFolder: async () => this.picked[0] ?? null,
    openWindow: async (address) => void this.windows.push(address),
    notify: async (title) => void this.notices.push(title),
    openLogFolder: async () => true,
    showFile: async (path) => this.shown.push(path) > 0,
    close: async () => {},
    setTheme: async () => {},
    setMenu: async (menu) => void this.menus.push(menu),
    setTitle: async (title) => {
      this.title = title;
    },
    listen: (event, heard) => {
      const listeners = this.heard.get(event) ?? new Set();
      listeners.add(heard as (payload: never) => void);
      this.heard.set(event, listeners);
      return () => listeners.delete(heard as (payload: never) => void);
    },
  };

  /** What the surroundings tell. */
  tell<E extends keyof PlatformEvents>(event: E, payload: PlatformEvents[E]): void {
    for (const heard of this.heard.get(event) ?? []) heard(payload as never);
  }

  /** Requests of an operation, in order. */
  asked(name: OperationName): unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ request }) => request);
  }
}
