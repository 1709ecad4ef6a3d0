import type { Platform } from './types';

let current: Platform | null = null;

/** Chooses the door: the desktop shell where there is one, else the loopback host. */
export async function connectPlatform(): Promise<void> {
  const door = '__TAURI_INTERNALS__' in window ? await import('./tauri') : await import('./http');
  current = door.platform;
}

/** Puts a stand-in in the door's place. */
export function replacePlatform(standIn: Platform): void {
  current = standIn;
}

/** The door outside. */
export function platform(): Platform {
  if (!current) throw new Error('The platform is not connected yet.');
  return current;
}
