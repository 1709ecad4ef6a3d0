import { expect, it } from 'vitest';
import { initialsOf } from './WorkspaceMark';

it.each([
  ['Maison Lumière', 'ML'],
  ['maison-lumiere', 'ML'],
  ['暮らし Shop', '暮S'],
  ['Kurashi', 'KU'],
  ['', ''],
])('the mark of %s is %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
