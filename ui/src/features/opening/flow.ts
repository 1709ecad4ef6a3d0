import type { Failure } from '../../bindings/failure';
import type { Answers, ImportReport, OpenOutcome, OpenRequest, Question } from '../../bindings/import';
import { createStore } from '../../lib/store';
import { JobCancelled, startJob } from '../../operations/jobs';
import { failureOf } from '../../platform/types';

/** Where the opening of files stands. */
export type Flow =
  | { step: 'idle' }
  | { step: 'reading'; job: number; request: OpenRequest | null }
  | { step: 'asking'; request: OpenRequest; questions: readonly Question[] }
  | { step: 'imported'; report: ImportReport }
  | { step: 'opened' }
  | { step: 'cancelled' }
  | { step: 'failed'; failure: Failure; request: OpenRequest | null };

/** The opening of files; there is one at a time. */
export const flow = createStore<Flow>({ step: 'idle' });

/** What came while files were being read; it is opened next. */
export const waiting = createStore<readonly OpenRequest[]>([]);

const isBusy = () => ['reading', 'asking'].includes(flow.get().step);

const NO_ANSWERS: Answers = { encoding: null, separator: null, date_order: null, time_zone: null };

/** Where the flow stands after a job told its outcome. */
function afterOutcome(outcome: OpenOutcome, request: OpenRequest | null): Flow {
  switch (outcome.outcome) {
    case 'opened':
      return { step: 'opened' };
    case 'imported':
      return { step: 'imported', report: outcome };
    case 'questions':
      return request ? { step: 'asking', request, questions: outcome.questions } : { step: 'idle' };
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

/** Opens exports, or one workspace; after those that are being read. */
export function openFiles(paths: string[], newWorkspace = false): void {
  if (paths.length === 0) return;
  const request = { paths, new_workspace: newWorkspace, answers: NO_ANSWERS };
  if (isBusy()) waiting.set([...waiting.get(), request]);
  else void read(request);
}

/** Goes on with answers to what could not be known. */
export const answerQuestions = (request: OpenRequest, given: Partial<Answers>): Promise<void> =>
  read({ ...request, answers: { ...request.answers, ...given } });

/** Reads the same files into a workspace of their own. */
export const openInNewWorkspace = (request: OpenRequest): Promise<void> => read({ ...request, new_workspace: true });

/** Invents customers and opens them. */
export async function openSamples(customers: number): Promise<void> {
  if (!isBusy()) await follow(startJob('files.samples', { customers }), null);
}

/** Leaves what was read, and turns to what waits. */
export function leaveFlow(): void {
  flow.set({ step: 'idle' });
  openNext();
}
