import { Channel, invoke } from '@tauri-apps/api/core';
import { listen as listenTo } from '@tauri-apps/api/event';
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

/** How each of our events is called by the shell, and what of its payload is ours. */
const sources: { [E in keyof PlatformEvents]: Record<string, (payload: unknown) => PlatformEvents[E]> } = {
  menu: { menu: String },
  'open-files': { 'open-files': (payload) => payload as string[] },
  'close-requested': { 'close-requested': Number },
  dragging: { 'tauri://drag-enter': () => true, 'tauri://drag-leave': () => false, 'tauri://drag-drop': () => false },
  dropped: { 'tauri://drag-drop': (payload) => (payload as { paths?: string[] }).paths ?? [] },
};

/** The desktop window. */
export const platform: Platform = {
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
  pickSave: async (name) => (await native({ act: 'pick_save', name })).paths[0] ?? null,
  openLogFolder: async () => {
    await native({ act: 'open_log_folder' });
    return true;
  },
  close: async () => void (await native({ act: 'close' })),
  setTheme: async (theme) => void (await native({ act: 'set_theme', theme })),
  setTitle: async (title) => void (await native({ act: 'set_title', title })),

  listen(event, heard) {
    const listening = Object.entries(sources[event]).map(([name, read]) =>
      listenTo<unknown>(name, (message) => heard(read(message.payload))),
    );
    return () => listening.forEach((ready) => void ready.then((stop) => stop()));
  },
};
