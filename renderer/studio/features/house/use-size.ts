import { type RefObject, useLayoutEffect, useState } from 'react';

/** Inner size of an element in whole pixels of the page; 0 before it is laid out. */
export function useSize(element: RefObject<HTMLElement | null>): { readonly widthPx: number; readonly heightPx: number } {
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new ResizeObserver(() => setSize({ widthPx: target.clientWidth, heightPx: target.clientHeight }));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
