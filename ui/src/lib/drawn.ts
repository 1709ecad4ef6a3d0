import { useEffect } from 'react';

/** Marks when customers, or the lack of them, were first drawn: what `cargo xtask bench` calls the start of the window. */
export function useDrawn(drawn: boolean) {
  useEffect(() => {
    if (drawn && performance.getEntriesByName('customers').length === 0) performance.mark('customers');
  }, [drawn]);
}
