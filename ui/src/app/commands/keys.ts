/** What a key press tells, as far as commands care. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const MODIFIERS = ['Mod', 'Shift', 'Alt'];

/** Whether a press is a chord such as `Mod+Shift+Z` or `?`. `Mod` is Cmd on macOS, Ctrl elsewhere. */
export function matches(press: Press, chord: string, mac: boolean): boolean {
  const parts = chord.split('+');
  const key = parts.find((part) => !MODIFIERS.includes(part)) ?? '';
  const mod = mac ? press.metaKey : press.ctrlKey;
  const foreign = mac ? press.ctrlKey : press.metaKey;
  // Signs such as ? need Shift on some keyboards and not on others: only letters and named keys ask for it.
  const shiftHolds = key.length === 1 && !/[a-z]/i.test(key) ? true : press.shiftKey === parts.includes('Shift');
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes('Mod') &&
    press.altKey === parts.includes('Alt') &&
    !foreign &&
    shiftHolds
  );
}

/** The first and second key of a sequence such as `G C`; the second is absent for a chord. */
export function strokes(keys: string): [string, string | undefined] {
  const [first = '', second] = keys.split(' ');
  return [first, second];
}

/** How keys are written on this system: one entry for each key cap. */
export function capsOf(keys: string, mac: boolean): string[] {
  return keys.split(/[ +]/).map((part) => {
    if (part === 'Mod') return mac ? '⌘' : 'Ctrl';
    if (part === 'Alt') return mac ? '⌥' : 'Alt';
    if (part === 'Shift') return mac ? '⇧' : 'Shift';
    return part.replace('ArrowLeft', '←').replace('ArrowRight', '→').replace('Escape', 'Esc');
  });
}

/** Whether typing goes into this element, so that letters are text and Ctrl Z undoes typing. */
export function takesText(element: EventTarget | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable) return true;
  return element.matches('input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select');
}
