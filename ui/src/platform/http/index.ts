import type { JobEvent } from '../../bindings/job';
import type { Failure } from '../../bindings/failure';
import { OperationError, type Platform } from '../types';
import { linesOf } from './lines';

const token = () => document.querySelector<HTMLMetaElement>('meta[name="clientele-token"]')?.content ?? '';

async function post(path: string, request: unknown, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(`/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-clientele-token': token() },
    body: JSON.stringify(request ?? null),
    signal: signal ?? null,
  });
  if (response.ok) return response;
  if (response.status === 422) throw new OperationError((await response.json()) as Failure);
  throw new Error(`HTTP ${response.status}`);
}

/** A browser on the loopback host: development and tests. It has no file dialogs, so a path is asked for. */
export const platform: Platform = {
  // A further tab begins at the address of what it shows.
  isFirst: window.location.pathname === '/',
  call: async (name, request, signal) => (await post(`call/${name}`, request, signal)).json(),

  async startJob(name, request, onEvent) {
    const { body } = await post(`job/${name}`, request);
    if (!body) return;
    for await (const line of linesOf(body)) onEvent(JSON.parse(line) as JobEvent);
  },

  cancelJob: async (id) => void (await post(`cancel/${id}`, null)),
  pickFiles: async (prompt) => (window.prompt(prompt) ?? '').split('|').filter(Boolean),
  pickSave: async (name, prompt) => window.prompt(prompt, name) || null,
  pickFolder: async (prompt) => window.prompt(prompt) || null,
  openWindow: async (address) => void window.open(address, '_blank', 'noopener'),
  notify: async () => {},
  openLogFolder: async () => false,
  showFile: async () => false,
  close: async () => window.close(),
  setTheme: async () => {},
  setMenu: async () => {},
  setTitle: async (title) => {
    document.title = title;
  },
  listen: () => () => {},
};
