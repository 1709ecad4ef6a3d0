import { useSyncExternalStore } from 'react';

/** A value that components follow. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  use(): T;
}

/** A value outside of components that some of them show. */
export function createStore<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, () => value),
  };
}
