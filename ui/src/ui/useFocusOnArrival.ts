import { type RefObject, useEffect } from 'react';

const inDialog = () => document.activeElement?.closest('[role=dialog], [role=alertdialog]') != null;

/** Gives a page that has just come the focus; its list takes it over as soon as there is one, so that arrows move at once. */
export function useFocusOnArrival(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const place = page.current;
    if (!place || inDialog()) return undefined;
    place.focus();
    const watch = new MutationObserver(toList);
    function toList() {
      const waiting = document.activeElement === place;
      const list = waiting ? place?.querySelector<HTMLElement>('[role=grid]') : null;
      list?.focus();
      if (list || !waiting) watch.disconnect();
    }
    watch.observe(place, { childList: true, subtree: true });
    toList();
    return () => watch.disconnect();
  }, [page]);
}
