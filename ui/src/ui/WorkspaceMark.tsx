import { usePreference } from '../lib/preferences';
import './WorkspaceMark.css';

/** Colours a workspace's mark can have; `tokens.ts` names them. */
export const MARK_COLOURS = [1, 2, 3, 4, 5, 6] as const;

/** Two letters for a workspace: the initials of its first words, or the first two letters. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const [first = '', second] = words;
  const letters = second ? [...first].slice(0, 1).concat([...second].slice(0, 1)) : [...first].slice(0, 2);
  return letters.join('').toLocaleUpperCase();
}

/** The colour a person picked for a workspace, and how to pick. */
export function useMarkColour(path: string): [number, (colour: number) => void] {
  const [colours, setColours] = usePreference<Record<string, number>>('workspace.colours', {});
  return [colours[path] ?? 1, (colour) => setColours({ ...colours, [path]: colour })];
}

/** The mark of a workspace. */
export function WorkspaceMark({ name, path, missing = false }: { name: string; path: string; missing?: boolean }) {
  const [colour] = useMarkColour(path);
  return (
    <span className="workspace-mark" data-colour={missing ? 'gone' : colour} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}
