import type { Failure } from '../../bindings/failure';
import type { Answers, ImportReport, MappedTable, Mapping, OpenOutcome, OpenRequest, Question } from '../../bindings/import';
import { createStore } from '../../lib/store';
import { operation } from '../../operations';
import { queryClient } from '../../operations/client';
import { JobCancelled, startJob } from '../../operations/jobs';
import { failureOf } from '../../platform/types';

/** Where the opening of files stands. */
export type Flow =
  | { step: 'idle' }
  | { step: 'reading'; job: number; request: OpenRequest | null }
  | { step: 'asking'; request: OpenRequest; questions: readonly Question[] }
  | { step: 'mapping'; request: OpenRequest; table: MappedTable }
  | { step: 'planned'; dropped: OpenRequest | null }
  | { step: 'imported'; report: ImportReport }
  | { step: 'applied'; report: ImportReport }
  | { step: 'opened' }
  | { step: 'cancelled' }
  | { step: 'failed'; failure: Failure; request: OpenRequest | null };

/** The opening of files; there is one at a time. */
export const flow = createStore<Flow>({ step: 'idle' });

/** What came while files were being read; it is opened next. */
export const waiting = createStore<readonly OpenRequest[]>([]);

/** What the plan that waits for review was made of, and in which workspace. */
let made: { request: OpenRequest | null; workspace: string } | null = null;

const here = () => queryClient.getQueryData(operation('workspace.current', null).queryKey)?.path ?? '';

/** What the plan of this workspace was made of, so that a dropped one can be made again; it is forgotten with that. */
export function takePlanned(): OpenRequest | null {
  const request = made?.workspace === here() ? made.request : null;
  made = null;
  return request;
}

const isBusy = () => ['reading', 'asking', 'mapping'].includes(flow.get().step);

const NO_ANSWERS: Answers = { encoding: null, separator: null, date_order: null, time_zone: null, kind: null, websites: {}, groups: {} };

/** Where the flow stands after a job told its outcome. */
function afterOutcome(outcome: OpenOutcome, request: OpenRequest | null): Flow {
  switch (outcome.outcome) {
    case 'opened':
      return { step: 'opened' };
    case 'imported':
      return { step: 'imported', report: outcome };
    case 'questions':
      return request ? { step: 'asking', request, questions: outcome.questions } : { step: 'idle' };
    case 'mapping':
      return request ? { step: 'mapping', request, table: outcome.table } : { step: 'idle' };
    case 'planned': {
      const dropped = takePlanned();
      made = { request, workspace: here() };
      return { step: 'planned', dropped };
    }
  }
}

async function follow({ key, done }: { key: number; done: Promise<OpenOutcome> }, request: OpenRequest | null) {
  flow.set({ step: 'reading', job: key, request });
  try {
    flow.set(afterOutcome(await done, request));
    if (flow.get().step === 'imported') openNext();
  } catch (error) {
    flow.set(error instanceof JobCancelled ? { step: 'cancelled' } : { step: 'failed', failure: failureOf(error), request });
  }
}

const read = (request: OpenRequest) => follow(startJob('files.open', request), request);

function openNext() {
  const [next, ...rest] = waiting.get();
  if (!next) return;
  waiting.set(rest);
  void read(next);
}

function open(request: OpenRequest) {
  if (isBusy()) waiting.set([...waiting.get(), request]);
  else void read(request);
}

/** Opens exports, or one workspace; after those that are being read. */
export function openFiles(paths: string[], newWorkspace = false): void {
  if (paths.length === 0) return;
  open({ paths, new_workspace: newWorkspace, answers: NO_ANSWERS, mappings: {}, behavior: null, delete_missing: false, apply: 'after_review' });
}

/** Opens files again as they were opened before, answers and mappings included. */
export const openAgain = (request: OpenRequest): void => open(request);

/** Goes on with answers to what could not be known. */
export function answerQuestions(request: OpenRequest, given: Partial<Answers>): Promise<void> {
  const { answers: before } = request;
  const websites = { ...before.websites, ...given.websites };
  const groups = { ...before.groups, ...given.groups };
  return read({ ...request, answers: { ...before, ...given, websites, groups } });
}

/** Goes on with a mapping for one of the files. */
export const answerMapping = (request: OpenRequest, path: string, mapping: Mapping): Promise<void> =>
  read({ ...request, mappings: { ...request.mappings, [path]: mapping } });

/** Invents customers and opens them. */
export async function openSamples(customers: number): Promise<void> {
  if (!isBusy()) await follow(startJob('files.samples', { customers }), null);
}

/** Tells what came of a plan. */
export function planApplied(report: ImportReport): void {
  takePlanned();
  flow.set({ step: 'applied', report });
  openNext();
}

/** Turns to the plan that was made; what else came waits until it is applied or dropped. */
export const reviewPlan = (): void => flow.set({ step: 'idle' });

/** Leaves what was read, and turns to what waits. */
export function leaveFlow(): void {
  flow.set({ step: 'idle' });
  openNext();
}
