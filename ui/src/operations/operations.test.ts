import { QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../bindings/job';
import { invalidateTags, isStale, queryClient } from './client';
import { afterEvent, type Job } from './jobs';
import { paceOf, quarterOf } from './progress';

const progress = (over: Partial<Progress>): Progress => ({
  phase: 'reading', subject: 'customer.csv', done: 0, total: null, unit: 'bytes', rows: 0, elapsed_ms: 0, ...over,
});

const job: Job = {
  key: 1, operation: 'files.open', id: null, state: 'running', progress: null, previews: [], result: null, failure: null, stopping: false,
};

describe('isStale', () => {
  it.each([
    [['customers.rows', {}], ['customers'], true],
    [['customers.rows', {}], ['findings'], false],
    [['customers.get', { id: 1 }], ['findings'], true],
    [['workspace.recent', null], ['workspace'], false],
    [['something else'], ['customers'], false],
  ] as const)('%o after a write to %o', (key, tags, expected) => expect(isStale(key, tags)).toBe(expected));
});

describe('invalidateTags', () => {
  it('reads again even what is being read for the first time', async () => {
    const answers = ['before', 'after'];
    const observer = new QueryObserver(queryClient, { queryKey: ['workspace.current', null], queryFn: async () => answers.shift() });
    const stop = observer.subscribe(() => undefined);
    await invalidateTags(['workspace']);
    stop();
    expect(queryClient.getQueryData(['workspace.current', null])).toBe('after');
  });
});

describe('paceOf', () => {
  it('tells no rate before it has settled', () => {
    expect(paceOf(progress({ done: 25, total: 100, rows: 900, elapsed_ms: 3000 }))).toEqual({ share: 0.25, rate: null, left: null });
  });
  it('tells rate and time left after that', () => {
    expect(paceOf(progress({ done: 25, total: 100, rows: 9000, elapsed_ms: 6000 }))).toEqual({ share: 0.25, rate: 1500, left: 18 });
  });
  it('knows no share without a total', () => {
    expect(paceOf(progress({ done: 25, rows: 9000, elapsed_ms: 6000 }))).toEqual({ share: null, rate: 1500, left: null });
  });
  it('never passes the end', () => expect(paceOf(progress({ done: 120, total: 100 })).share).toBe(1));
  it.each([[null, 0], [0.24, 0], [0.5, 50], [1, 100]])('quarter of %s is %s', (share, quarter) => expect(quarterOf(share)).toBe(quarter));
});

describe('afterEvent', () => {
  it('keeps one preview for each file, the newest', () => {
    const first = { file: 'a.csv', columns: ['email'], rows: [['x']] };
    const second = { file: 'b.csv', columns: ['email'], rows: [] };
    const again = { file: 'a.csv', columns: ['email'], rows: [['x'], ['y']] };
    const previews = [first, second, again].reduce<Job>((now, preview) => ({ ...now, ...afterEvent(now, { event: 'preview', ...preview }) }), job).previews;
    expect(previews.map(({ file, rows }) => [file, rows.length])).toEqual([['b.csv', 0], ['a.csv', 2]]);
  });
  it('ends with the result', () => expect(afterEvent(job, { event: 'finished', result: 7 })).toEqual({ state: 'finished', result: 7 }));
});
