import { beforeEach, expect, it, vi } from 'vitest';
import { FakePlatform, failure } from '../../../test/fake';
import type { OpenRequest } from '../../bindings/import';
import { replacePlatform } from '../../platform';
import { answerMapping, answerQuestions, flow, leaveFlow, openFiles, reviewPlan, waiting } from './flow';

let fake: FakePlatform;

beforeEach(() => {
  fake = new FakePlatform();
  replacePlatform(fake.platform);
  leaveFlow();
});

const settled = () => vi.waitFor(() => expect(flow.get().step).not.toBe('reading'));

it('asks what cannot be known, and goes on with the answer for the same files', async () => {
  fake.jobs['files.open'] = ({ answers }: OpenRequest) => [
    { event: 'started', id: 4, operation: 'files.open' },
    answers.encoding
      ? { event: 'cancelled' }
      : { event: 'finished', result: { outcome: 'questions', questions: [{ file: 'a.csv', about: 'encoding', choices: [] }] } },
  ];
  openFiles(['/exports/a.csv']);
  await settled();
  const now = flow.get();
  expect(now).toMatchObject({ step: 'asking', questions: [{ about: 'encoding' }] });
  if (now.step === 'asking') await answerQuestions(now.request, { encoding: 'windows-1252' });
  expect(flow.get().step).toBe('cancelled');
  expect(fake.asked('files.open')).toMatchObject([{ answers: { encoding: null } }, { paths: ['/exports/a.csv'], answers: { encoding: 'windows-1252' } }]);
});

it('opens what comes during a reading after it, one at a time', async () => {
  fake.jobs['files.open'] = ({ paths }: OpenRequest) => [
    paths[0] === '/exports/b.csv' ? { event: 'failed', failure: failure('file_refused') } : { event: 'finished', result: { outcome: 'imported' } },
  ];
  for (const name of ['a', 'b', 'c']) openFiles([`/exports/${name}.csv`]);
  expect(flow.get()).toMatchObject({ step: 'reading', request: { paths: ['/exports/a.csv'] } });
  expect(waiting.get()).toMatchObject([{ paths: ['/exports/b.csv'] }, { paths: ['/exports/c.csv'] }]);
  await vi.waitFor(() => expect(flow.get()).toMatchObject({ step: 'failed' }));
  expect(waiting.get(), 'what failed is read by the person first').toMatchObject([{ paths: ['/exports/c.csv'] }]);
  leaveFlow();
  await vi.waitFor(() => expect(flow.get()).toMatchObject({ step: 'imported' }));
  expect(fake.asked('files.open').map((request) => (request as OpenRequest).paths[0])).toEqual(['/exports/a.csv', '/exports/b.csv', '/exports/c.csv']);
});

it('says what failed when the host cannot be reached', async () => {
  fake.platform.startJob = () => Promise.reject(new Error('HTTP 500'));
  openFiles(['/exports/a.csv']);
  await settled();
  expect(flow.get()).toMatchObject({ step: 'failed', failure: { code: 'internal' } });
});

it('asks for the mapping of each list of another program, and keeps what was said before', async () => {
  fake.jobs['files.open'] = ({ mappings, paths }: OpenRequest) => {
    const next = paths.find((path) => !(path in mappings));
    return [{ event: 'finished', result: next ? { outcome: 'mapping', table: { path: next } } : { outcome: 'imported' } }];
  };
  const mapping = { encoding: null, separator: null, header_row: 1, date_order: null, columns: { Mail: 'email' }, constants: {} };
  openFiles(['/a.csv', '/b.csv']);
  for (const path of ['/a.csv', '/b.csv']) {
    await settled();
    const now = flow.get();
    expect(now).toMatchObject({ step: 'mapping', table: { path } });
    if (now.step === 'mapping') void answerMapping(now.request, path, mapping);
  }
  await vi.waitFor(() => expect(flow.get().step).toBe('imported'));
  expect(fake.asked('files.open').at(-1)).toMatchObject({ mappings: { '/a.csv': mapping, '/b.csv': mapping } });
});

it('keeps the answers about names given before when it asks again', async () => {
  fake.jobs['files.open'] = () => [{ event: 'finished', result: { outcome: 'questions', questions: [{ file: 'a.csv', about: 'websites', subject: 'B', choices: [] }] } }];
  openFiles(['/a.csv']);
  await settled();
  const first = flow.get();
  if (first.step === 'asking') await answerQuestions(first.request, { websites: { A: 'base' } });
  const second = flow.get();
  if (second.step === 'asking') await answerQuestions(second.request, { websites: { B: 'de' } });
  expect(fake.asked('files.open').at(-1)).toMatchObject({ answers: { websites: { A: 'base', B: 'de' } } });
});

it('does not read what waits over a plan that was just made', async () => {
  fake.jobs['files.open'] = () => [{ event: 'finished', result: { outcome: 'planned', plan: {} } }];
  openFiles(['/a.csv']);
  openFiles(['/b.csv']);
  await settled();
  expect(flow.get()).toEqual({ step: 'planned', dropped: null });
  reviewPlan();
  expect(waiting.get()).toHaveLength(1);
  leaveFlow();
  await settled();
  expect(flow.get(), 'and can open again what that one replaced').toMatchObject({ step: 'planned', dropped: { paths: ['/a.csv'] } });
});
