import { useRef } from 'react';
import { showFailure } from '../../app/failures';
import type { TickAct } from '../../bindings/customer';
import { platform } from '../../platform';

/** Ticks values of facets one after the other: who clicks fast is not overtaken by the answer to the click before. */
export function useTicks(condition: string, onCondition: (condition: string) => void) {
  const waiting = useRef<Promise<string>>(null);
  return (column: string, value: string | null, act: TickAct) => {
    const next = (waiting.current ?? Promise.resolve(condition)).then((text) => platform().call('query.tick', { text, column, condition: value, act }));
    waiting.current = next;
    void next
      .then(onCondition, showFailure)
      .finally(() => {
        if (waiting.current === next) waiting.current = null;
      });
  };
}
