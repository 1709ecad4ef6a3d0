import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** The buttons at a mouse's side, as the DOM numbers them. */
const BACK = 3;
const FORWARD = 4;

/** Back and forward by the buttons at a mouse's side. What a web view would do on its own is kept from happening twice. */
export function useMouseHistory(): void {
  const { history } = useRouter();
  useEffect(() => {
    const release = (event: MouseEvent) => {
      if (event.button !== BACK && event.button !== FORWARD) return;
      event.preventDefault();
      if (event.button === BACK) history.back();
      else history.forward();
    };
    window.addEventListener('mouseup', release);
    return () => window.removeEventListener('mouseup', release);
  }, [history]);
}
