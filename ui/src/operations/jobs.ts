import { useSyncExternalStore } from 'react';
import type { Failure } from '../bindings/failure';
import type { Preview } from '../bindings/import';
import type { JobEvent, Progress } from '../bindings/job';
import { platform } from '../platform';
import { failureOf, OperationError, type JobName, type Request, type Response } from '../platform/types';
import { invalidateAfter } from './client';

/** How a job stands. */
type JobState = 'running' | 'finished' | 'cancelled' | 'failed';

/** A job of this window, running or over. */
export interface Job {
  /** Unique in this window. */
  readonly key: number;
  readonly operation: JobName;
  /** The host's number, once it has told one. */
  readonly id: number | null;
  readonly state: JobState;
  readonly progress: Progress | null;
  /** The first rows of each file as it is read. */
  readonly previews: readonly Preview[];
  readonly result: unknown;
  readonly failure: Failure | null;
  /** Whether the person asked to stop it. */
  readonly stopping: boolean;
}

/** A job that was cancelled rejects with this. */
export class JobCancelled extends Error {}

/** Ended jobs that the list still shows. */
const KEPT = 5;

let jobs: readonly Job[] = [];
let nextKey = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Job[]) {
  jobs = next;
  for (const listener of listeners) listener();
}

const patch = (key: number, change: Partial<Job>) =>
  publish(jobs.map((job) => (job.key === key ? { ...job, ...change } : job)));

const find = (key: number) => jobs.find((job) => job.key === key);

/** What an event changes about its job. */
export function afterEvent(job: Job, event: JobEvent): Partial<Job> {
  switch (event.event) {
    case 'started':
      return { id: event.id };
    case 'progress':
      return { progress: event };
    case 'preview':
      return { previews: [...job.previews.filter((other) => other.file !== event.file), event] };
    case 'finished':
      return { state: 'finished', result: event.result };
    case 'cancelled':
      return { state: 'cancelled' };
    case 'failed':
      return { state: 'failed', failure: event.failure };
  }
}

function hear(key: number, event: JobEvent) {
  const job = find(key);
  if (!job) return;
  patch(key, afterEvent(job, event));
  // Cancel was pressed before the host told its number.
  if (event.event === 'started' && job.stopping) void platform().cancelJob(event.id);
}

async function follow<N extends JobName>(key: number, name: N, request: Request<N>): Promise<Response<N>> {
  await platform()
    .startJob(name, request, (event) => hear(key, event))
    .catch((error: unknown) => patch(key, { state: 'failed', failure: failureOf(error) }));
  const ended = find(key);
  await invalidateAfter(name);
  if (ended?.state === 'finished') return ended.result as Response<N>;
  if (ended?.state === 'cancelled') throw new JobCancelled();
  throw new OperationError(ended?.failure ?? { code: 'internal', params: {}, retry: true, incident: null });
}

/** Starts a job. `done` resolves with its result, or rejects with `OperationError` or `JobCancelled`. */
export function startJob<N extends JobName>(name: N, request: Request<N>): { key: number; done: Promise<Response<N>> } {
  const key = nextKey++;
  const job: Job = {
    key, operation: name, id: null, state: 'running', progress: null, previews: [], result: null, failure: null, stopping: false,
  };
  const ended = jobs.filter((other) => other.state !== 'running').slice(-KEPT);
  publish([...jobs.filter((other) => other.state === 'running' || ended.includes(other)), job]);
  return { key, done: follow(key, name, request) };
}

/** Asks a job to stop. */
export function cancelJob(key: number): void {
  const job = find(key);
  if (!job || job.state !== 'running') return;
  patch(key, { stopping: true });
  if (job.id !== null) void platform().cancelJob(job.id);
}

/** Takes ended jobs off the list. */
export const clearEnded = (): void => publish(jobs.filter((job) => job.state === 'running'));

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** All jobs of this window, oldest first. */
export const useJobs = (): readonly Job[] => useSyncExternalStore(subscribe, () => jobs);

/** One job. */
export const useJob = (key: number | null): Job | null => useJobs().find((job) => job.key === key) ?? null;
