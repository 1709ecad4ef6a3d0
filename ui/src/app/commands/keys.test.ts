import { describe, expect, it } from 'vitest';
import { capsOf, matches, type Press } from './keys';

const press = (key: string, held: Partial<Press> = {}): Press => ({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('matches', () => {
  it.each([
    ['Mod+K', press('k', { ctrlKey: true }), false, true],
    ['Mod+K', press('k', { metaKey: true }), true, true],
    ['Mod+K', press('k', { ctrlKey: true }), true, false],
    ['Mod+K', press('k', { ctrlKey: true, shiftKey: true }), false, false],
    ['Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), false, true],
    ['Mod+Z', press('z', { ctrlKey: true, altKey: true }), false, false],
    ['?', press('?', { shiftKey: true }), false, true],
    ['?', press('?'), false, true],
    ['/', press('/', { shiftKey: true }), false, true],
    ['G', press('g'), false, true],
    ['G', press('G', { shiftKey: true }), false, false],
    ['F6', press('F6'), false, true],
    ['F6', press('F6', { shiftKey: true }), false, false],
    ['Alt+ArrowLeft', press('ArrowLeft', { altKey: true }), false, true],
  ])('%s against %o, mac %s: %s', (chord, event, mac, expected) => expect(matches(event, chord, mac)).toBe(expected));
});

describe('capsOf', () => {
  it.each([
    ['Mod+Shift+Z', false, ['Ctrl', 'Shift', 'Z']],
    ['Mod+Shift+Z', true, ['⌘', '⇧', 'Z']],
    ['G C', false, ['G', 'C']],
  ])('%s on mac %s', (keys, mac, caps) => expect(capsOf(keys, mac)).toEqual(caps));
});
