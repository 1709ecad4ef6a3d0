import { Channel, invoke } from '@tauri-apps/api/core';
import { getCurrentWebviewWindow } from '@tauri-apps/api/webviewWindow';
import { listen as listenTo, type UnlistenFn } from '@tauri-apps/api/event';
import type { Failure } from '../../bindings/failure';
import type { JobEvent } from '../../bindings/job';
import { OperationError, type Platform, type PlatformEvents } from '../types';

interface Answer {
  paths: string[];
}

const isFailure = (error: unknown): error is Failure =>
  typeof error === 'object' && error !== null && 'code' in error && 'params' in error;

async function ask<T>(command: string, payload: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, payload);
  } catch (error) {
    throw isFailure(error) ? new OperationError(error) : error;
  }
}

const native = (act: Record<string, unknown>) => ask<Answer>('native', { act });

const isLast = (event: JobEvent) => event.event === 'finished' || event.event === 'failed' || event.event === 'cancelled';

/** Listens to what is meant for this window: the others hear of their own. What is dragged over it reaches targets of this kind only. */
const listenHere = <T>(event: string, heard: (event: { payload: T }) => void) => listenTo<T>(event, heard, { target: { kind: 'WebviewWindow', label: getCurrentWebviewWindow().label } });

type Heard<E extends keyof PlatformEvents> = (payload: PlatformEvents[E]) => void;

/** Files of a second start wait in the shell: it may have come before the page listened. */
async function listenForFiles(heard: Heard<'open-files'>): Promise<UnlistenFn> {
  const take = async () => heard((await native({ act: 'take_files' })).paths);
  const stop = await listenHere('open-files', take);
  await take();
  return stop;
}

/** How each of our events comes from the shell. */
const sources: { [E in keyof PlatformEvents]: (heard: Heard<E>) => Promise<UnlistenFn>[] } = {
  written: (heard) => [listenHere<string>('written', ({ payload }) => heard(payload))],
  menu: (heard) => [listenHere<string>('menu', ({ payload }) => heard(payload))],
  'open-files': (heard) => [listenForFiles(heard)],
  'close-requested': (heard) => [listenHere<number>('close-requested', ({ payload }) => heard(payload))],
  dragging: (heard) => [
    listenHere('tauri://drag-enter', () => heard(true)),
    listenHere('tauri://drag-leave', () => heard(false)),
    listenHere('tauri://drag-drop', () => heard(false)),
  ],
  dropped: (heard) => [listenHere<{ paths: string[] }>('tauri://drag-drop', ({ payload }) => heard(payload.paths))],
};

/** The desktop window. */
export const platform: Platform = {
  isFirst: getCurrentWebviewWindow().label === 'main',
  call: (name, request) => ask('call', { name, request }),

  startJob(name, request, onEvent) {
    return new Promise<void>((done, fail) => {
      const channel = new Channel<JobEvent>((event) => {
        onEvent(event);
        if (isLast(event)) done();
      });
      ask('start_job', { name, request, channel }).catch(fail);
    });
  },

  cancelJob: (id) => ask('cancel_job', { id }),
  pickFiles: async () => (await native({ act: 'pick_files' })).paths,
  pickSave: async (name, _prompt, folder) => (await native({ act: 'pick_save', name, folder: folder ?? null })).paths[0] ?? null,
  pickFolder: async () => (await native({ act: 'pick_folder' })).paths[0] ?? null,
  openWindow: async (address) => void (await native({ act: 'open_window', address })),
  notify: async (title, body) => void (await native({ act: 'notify', title, body })),
  openLogFolder: async () => {
    await native({ act: 'open_log_folder' });
    return true;
  },
  // A shell that does not know the act yet refuses it.
  showFile: (path) =>
    native({ act: 'show_file', path }).then(
      () => true,
      () => false,
    ),
  close: async () => void (await native({ act: 'close' })),
  setTheme: async (theme) => void (await native({ act: 'set_theme', theme })),
  setMenu: async (menu) => void (await native({ act: 'set_menu', menu })),
  setTitle: async (title) => void (await native({ act: 'set_title', title })),

  listen(event, heard) {
    const listening = sources[event](heard);
    return () => listening.forEach((ready) => void ready.then((stop) => stop()));
  },
};
