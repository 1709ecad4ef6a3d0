import { type ReactNode, useLayoutEffect, useRef } from 'react';
import './Dock.css';

interface DockProps {
  className: string;
  /** Its name among the regions that F6 goes through. */
  region: string;
  label: string;
  children: ReactNode;
}

/** A bar at the foot of a page. Its height is known to the page as `--dock`, so that toasts stay above it. */
export function Dock({ className, region, label, children }: DockProps) {
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return undefined;
    const root = document.documentElement.style;
    const watch = new ResizeObserver(() => root.setProperty('--dock', `${element.offsetHeight}px`));
    watch.observe(element);
    return () => {
      watch.disconnect();
      root.removeProperty('--dock');
    };
  }, []);
  return (
    <section ref={bar} className={`dock ${className}`} data-region={region} aria-label={label}>
      {children}
    </section>
  );
}
