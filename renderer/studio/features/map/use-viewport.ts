import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Pose } from '../../../../shared/model/trajectory.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { useClock } from '../../../player/use-clock.ts';
import { useViewOptions } from '../../view-options.ts';
import { poseOfFrame } from '../house/walk-camera.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { fitViewport, panBy, type Viewport, zoomAt } from './viewport.ts';

/** Zoom of one wheel notch or button press. */
const zoomStep = 1.25;
/** Least size of a metre when the map starts to follow the camera. */
const followPxPerM = 44;

/** How the map lies on the screen. */
export interface MapViewport {
  readonly view: Viewport;
  readonly isMoved: boolean;
  readonly controls: MapControls;
}

/** What moves the map. One object for as long as the map is there, so that a view that moves with every frame repaints no button. */
export interface MapControls {
  fit(): void;
  zoom(direction: 1 | -1): void;
  pan(dxPx: number, dyPx: number): void;
  /** Starts or stops keeping the camera in the middle. */
  follow(isFollowing: boolean): void;
}

/** Pan and zoom of the map: fitted until the reviewer moves it, kept while the panel changes size; with the camera in the middle or pointing up where that is wanted. */
export function useViewport(element: RefObject<HTMLDivElement | null>, plan: FloorPlan, isShown: boolean): MapViewport {
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 });
  const [move, setMove] = useState<{ readonly plan: FloorPlan; readonly view: Viewport } | null>(null);
  // Another house is fitted anew.
  const moved = move?.plan === plan ? move.view : null;
  const { isFollowing, isHeadingUp } = useViewOptions();
  const pose = useFollowedPose(isShown && (isFollowing || isHeadingUp));
  const fitted = fitViewport(plan.minM, plan.maxM, size.widthPx, size.heightPx);
  const base: Viewport = moved === null ? fitted : { ...moved, ...size };
  const view: Viewport = {
    ...base,
    ...(pose !== null && isFollowing ? { centerM: [pose.positionM[0], pose.positionM[2]] } : {}),
    turnDeg: pose !== null && isHeadingUp ? pose.yawDeg : 0,
  };
  const latest = useRef(view);
  latest.current = view;
  const latestPlan = useRef(plan);
  latestPlan.current = plan;
  const setMoved = useCallback((next: Viewport | null) => setMove(next === null ? null : { plan: latestPlan.current, view: next }), []);

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
      setMoved(zoomAt(latest.current, factor, event.clientX - box.left, event.clientY - box.top));
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [element, setMoved]);

  const controls = useMemo(
    (): MapControls => ({
      fit: () => {
        setMoved(null);
        useViewOptions.setState({ isFollowing: false, isHeadingUp: false });
      },
      zoom: (direction) => setMoved(zoomAt(latest.current, zoomStep ** direction, latest.current.widthPx / 2, latest.current.heightPx / 2)),
      pan: (dxPx, dyPx) => {
        setMoved(panBy(latest.current, dxPx, dyPx));
        if (useViewOptions.getState().isFollowing) useViewOptions.setState({ isFollowing: false });
      },
      follow: (next) => {
        const { pxPerM } = latest.current;
        setMoved({ ...latest.current, pxPerM: next ? Math.max(pxPerM, followPxPerM) : pxPerM });
        useViewOptions.setState({ isFollowing: next });
      },
    }),
    [setMoved],
  );
  return { view, isMoved: moved !== null || isFollowing || isHeadingUp, controls };
}

/** The pose on screen while the map moves with it; null, and no repaint per frame, while it does not. */
function useFollowedPose(isWanted: boolean): Pose | null {
  const { trajectory } = useSubject();
  const frame = useClock(studioPlayer, (clock) => (isWanted ? clock.frame : -1));
  return frame < 0 ? null : poseOfFrame(trajectory.poses, frame);
}
