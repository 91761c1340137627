import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { fitViewport, panBy, type Viewport, zoomAt } from './viewport.ts';

/** Zoom of one wheel notch or button press. */
const zoomStep = 1.25;

/** Pan and zoom of the map: fitted until the reviewer moves it, kept while the panel changes size. */
export function useViewport(element: RefObject<HTMLDivElement | null>, plan: FloorPlan) {
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 });
  const [moved, setMoved] = useState<Viewport | null>(null);
  const fitted = fitViewport(plan.minM, plan.maxM, size.widthPx, size.heightPx);
  const view: Viewport = moved === null ? fitted : { ...moved, ...size };

  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new ResizeObserver(() => setSize({ widthPx: target.clientWidth, heightPx: target.clientHeight }));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);

  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    // React listens to wheel passively, which could not keep the page from zooming.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = target.getBoundingClientRect();
      const factor = zoomStep ** (-event.deltaY / 100);
      setMoved((now) => zoomAt(now === null ? fitted : { ...now, ...size }, factor, event.clientX - box.left, event.clientY - box.top));
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  });
  return {
    view,
    isMoved: moved !== null,
    fit: () => setMoved(null),
    zoom: (direction: 1 | -1) => setMoved(zoomAt(view, zoomStep ** direction, view.widthPx / 2, view.heightPx / 2)),
    pan: (dxPx: number, dyPx: number) => setMoved(panBy(view, dxPx, dyPx)),
  };
}
