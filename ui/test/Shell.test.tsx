import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { shellDialog } from '../src/app/dialogs';
import { type FakePlatform, failure, workspace } from './fake';
import { fresh, show } from './show';

let fake: FakePlatform;

beforeEach(() => {
  fake = fresh();
});

const press = (key: string, held: object = {}) => fireEvent.keyDown(document.body, { key, ...held });

describe('without a workspace', () => {
  it('starts with the ways in, and leads pages of a workspace there', async () => {
    show('/imports');
    expect(await screen.findByRole('heading', { level: 1, name: 'Clientele' })).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('keeps a workspace whose file is gone, to locate or forget', async () => {
    fake.answers['workspace.recent'] = () => [{ path: '/media/usb/old.clientele', place: 'file', name: 'old', customers: 3, used_at: 0, missing: true }];
    fake.answers['workspace.forget'] = () => null;
    show('/');
    expect(await screen.findByRole('button', { name: 'Locate old…' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Forget old' }));
    await waitFor(() => expect(fake.asked('workspace.forget')).toEqual([{ path: '/media/usb/old.clientele' }]));
  });

  it('says why dropped files were refused, where, and what to do', async () => {
    fake.jobs['files.open'] = () => [{ event: 'failed', failure: failure('file_refused', { reason: 'recordTooLong', file: '/exports/bad.csv', line: '58' }) }];
    show('/');
    await screen.findByRole('heading', { level: 1 });
    fake.tell('dropped', ['/exports/bad.csv']);
    expect(await screen.findByRole('heading', { level: 1, name: 'bad.csv is refused' })).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('line 58');
  });

  it('opens the files of the command line once', async () => {
    const info = fake.answers['program.info']?.(null as never) as object;
    fake.answers['program.info'] = () => ({ ...info, open_at_start: ['/exports/a.csv'] });
    show('/');
    await waitFor(() => expect(fake.asked('files.open')).toHaveLength(1));
  });

  it('follows the chosen language at once', async () => {
    fake.answers['preferences.get'] = () => ({ values: { language: 'fr' } });
    show('/');
    expect(await screen.findByRole('heading', { name: 'Déposer un export ici' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('fr-FR');
  });
});

describe('with a workspace', () => {
  beforeEach(() => {
    fake.answers['workspace.current'] = () => workspace;
  });

  it('names the window after it and shows what there is', async () => {
    show('/imports');
    expect(await screen.findByRole('heading', { level: 1, name: 'Imports' })).toBeTruthy();
    expect(screen.getByRole('link', { name: /All customers.*6,326/ })).toBeTruthy();
    await waitFor(() => expect(fake.title).toBe('Maison Lumière – Clientele'));
  });

  it('goes to a page by two keys', async () => {
    show('/imports');
    await screen.findByRole('heading', { level: 1, name: 'Imports' });
    press('g');
    press('a');
    expect(await screen.findByRole('heading', { level: 1, name: 'Activity' })).toBeTruthy();
  });

  it.each(['/imports', '/activity', '/findings', '/exports', '/settings'])('%s listens to its keys from every place that takes no text', async (path) => {
    const here = show(path);
    await screen.findByRole('heading', { level: 1 });
    const places = [...document.querySelectorAll<HTMLElement>('a, button, input[type=radio], input[type=checkbox], [tabindex]')];
    for (const place of places.filter((each) => each.isConnected)) {
      fireEvent.keyDown(place, { key: '?', shiftKey: true });
      expect(shellDialog.get()).toBe('keyboard');
      act(() => shellDialog.set(null));
    }
    fireEvent.keyDown(screen.getByRole('main'), { key: 'g' });
    fireEvent.keyDown(screen.getByRole('main'), { key: path === '/activity' ? 'i' : 'a' });
    await waitFor(() => expect(here.state.location.pathname).not.toBe(path));
  });

  it('moves the focus to the page that a link leads to', async () => {
    show('/imports');
    await screen.findByRole('heading', { level: 1, name: 'Imports' });
    const link = screen.getByRole('link', { name: 'Activity' });
    link.focus();
    fireEvent.click(link);
    await screen.findByRole('heading', { level: 1, name: 'Activity' });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
  });

  it('leaves letters to fields', async () => {
    const here = show('/imports');
    await screen.findByRole('heading', { level: 1, name: 'Imports' });
    const field = document.body.appendChild(document.createElement('input'));
    fireEvent.keyDown(field, { key: 'g' });
    fireEvent.keyDown(field, { key: 'a' });
    field.remove();
    expect(here.state.location.pathname).toBe('/imports');
  });

  it('runs an action from the palette', async () => {
    show('/imports');
    await screen.findByRole('heading', { level: 1, name: 'Imports' });
    press('k', { ctrlKey: true });
    const field = await screen.findByRole('combobox');
    fireEvent.change(field, { target: { value: '>keyb' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(await screen.findByRole('heading', { name: 'Keyboard' })).toBeTruthy();
  });

  it('asks before closing while jobs run', async () => {
    show('/imports');
    await screen.findByRole('heading', { level: 1, name: 'Imports' });
    fake.tell('close-requested', 1);
    expect(await screen.findByRole('button', { name: 'Stop and close' })).toBeTruthy();
  });

  it('shows the reason when nothing can be undone any more', async () => {
    fake.answers['changes.list'] = () => [
      { id: 1, kind: 'import', actor: 'claire', at: 0, subjects: ['a.csv'], created: 2, changed: 0, deleted: 0, undoes: null, undone_by: null, can_undo: true, hash: 'ab' },
    ];
    fake.jobs['changes.undo'] = () => [{ event: 'failed', failure: failure('nothing_to_undo') }];
    show('/activity');
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('heading', { name: 'Nothing to undo' })).toBeTruthy();
  });
});
