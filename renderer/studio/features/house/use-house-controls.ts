import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { dragCamera, type FreeCamera, moveCamera, turnCamera, zoomCamera } from './house-camera.ts';

/** What the controls act on. */
export interface ControlTarget {
  /** The free camera, or the one that the walk's camera becomes when it is moved. */
  readonly camera: FreeCamera;
  readonly mode: 'walk' | 'orbit' | 'fly';
  readonly heightPx: number;
  readonly onChange: (camera: FreeCamera) => void;
  /** A press that did not move; pixels from the element's corner. */
  readonly onPick: (xPx: number, yPx: number) => void;
  readonly onHover: (xPx: number, yPx: number) => void;
}

/** A press that moves less than this is a click. */
const clickTolerancePx = 4;
/** Degrees per dragged pixel. */
const turnDegPerPx = 0.3;
const [walkMPerS, runMPerS] = [1.8, 5];
/** What a tap of a key does at once. */
const [stepM, stepDeg] = [0.15, 5];

/** Keys of a flight, by place on the keyboard: metres to the right, up, ahead. */
const moves: Readonly<Record<string, readonly [number, number, number]>> = {
  KeyW: [0, 0, 1],
  ArrowUp: [0, 0, 1],
  KeyS: [0, 0, -1],
  ArrowDown: [0, 0, -1],
  KeyA: [-1, 0, 0],
  ArrowLeft: [-1, 0, 0],
  KeyD: [1, 0, 0],
  ArrowRight: [1, 0, 0],
  KeyQ: [0, -1, 0],
  PageDown: [0, -1, 0],
  KeyE: [0, 1, 0],
  PageUp: [0, 1, 0],
};
/** Keys of an orbit: degrees of yaw, degrees down. Letters keep their meaning in the studio. */
const turns: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Pointer, wheel and keys of the 3D view. Keys count only while the view has the focus; letters only in flight. */
export function useHouseControls(element: RefObject<HTMLElement | null>, target: ControlTarget) {
  const latest = useRef(target);
  latest.current = target;
  const press = useRef<{ x: number; y: number; moved: number; isPan: boolean } | null>(null);
  const flight = useFlight(latest);

  useEffect(() => {
    const host = element.current;
    if (host === null) return;
    // React listens to wheel passively, which could not keep the page from zooming.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      latest.current.onChange(zoomCamera(latest.current.camera, 1.2 ** (event.deltaY / 100)));
    };
    host.addEventListener('wheel', onWheel, { passive: false });
    return () => host.removeEventListener('wheel', onWheel);
  }, [element]);

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      press.current = { x: event.clientX, y: event.clientY, moved: 0, isPan: event.shiftKey || event.button !== 0 };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = press.current;
      if (start === null) return latest.current.onHover(...placeOf(event));
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
      start.moved += Math.hypot(dx, dy);
      if (start.moved <= clickTolerancePx) return;
      [start.x, start.y] = [event.clientX, event.clientY];
      const { camera, heightPx, onChange } = latest.current;
      // An orbit turns the house with the pointer, a flight turns the head towards it.
      const sign = camera.mode === 'orbit' ? 1 : -0.6;
      if (start.isPan) onChange(dragCamera(camera, dx, dy, heightPx));
      else onChange(turnCamera(camera, sign * turnDegPerPx * dx, sign * turnDegPerPx * dy));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const isClick = press.current !== null && press.current.moved <= clickTolerancePx && !press.current.isPan;
      press.current = null;
      if (isClick) latest.current.onPick(...placeOf(event));
    },
    onPointerCancel: () => {
      press.current = null;
    },
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (handleKey(event, latest.current, flight.begin)) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    onKeyUp: (event: KeyboardEvent<HTMLElement>) => flight.end(event.code),
    onBlur: flight.endAll,
  };
}

/** True when the key was the view's own. */
function handleKey(
  event: KeyboardEvent<HTMLElement>,
  target: ControlTarget,
  beginFlight: (code: string, isFast: boolean) => void,
): boolean {
  const { camera, mode, onChange } = target;
  if (event.code === 'Escape' && event.currentTarget === event.target) {
    event.currentTarget.blur();
    return true;
  }
  if (mode === 'fly' && event.code in moves) {
    const [right, up, ahead] = moves[event.code] as readonly [number, number, number];
    if (!event.repeat) onChange(moveCamera(camera, [right * stepM, up * stepM, ahead * stepM]));
    beginFlight(event.code, event.shiftKey);
    return true;
  }
  const turn = mode === 'orbit' ? turns[event.code] : undefined;
  if (turn !== undefined) {
    onChange(turnCamera(camera, turn[0] * stepDeg, turn[1] * stepDeg));
    return true;
  }
  if (mode === 'walk' || (event.key !== '+' && event.key !== '-')) return false;
  onChange(zoomCamera(camera, event.key === '+' ? 1 / 1.2 : 1.2));
  return true;
}

/** Moves as long as keys are held. */
function useFlight(latest: { readonly current: ControlTarget }) {
  const held = useRef(new Set<string>());
  const state = useRef({ request: 0, lastMs: 0, isFast: false });
  const end = (code: string) => {
    held.current.delete(code);
    if (held.current.size > 0) return;
    cancelAnimationFrame(state.current.request);
    state.current.request = 0;
  };
  const tick = (timeMs: number) => {
    const seconds = Math.min(0.1, (timeMs - state.current.lastMs) / 1000);
    state.current.lastMs = timeMs;
    const speed = seconds * (state.current.isFast ? runMPerS : walkMPerS);
    const sum: [number, number, number] = [0, 0, 0];
    for (const code of held.current) for (const k of [0, 1, 2] as const) sum[k] += speed * (moves[code]?.[k] ?? 0);
    if (seconds > 0) latest.current.onChange(moveCamera(latest.current.camera, sum));
    state.current.request = requestAnimationFrame(tick);
  };
  useEffect(() => () => cancelAnimationFrame(state.current.request), []);
  return {
    begin: (code: string, isFast: boolean) => {
      held.current.add(code);
      state.current.isFast = isFast;
      if (state.current.request !== 0) return;
      state.current.lastMs = performance.now();
      state.current.request = requestAnimationFrame(tick);
    },
    end,
    endAll: () => {
      held.current.clear();
      end('');
    },
  };
}

function placeOf(event: PointerEvent<HTMLElement>): [xPx: number, yPx: number] {
  const box = event.currentTarget.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
