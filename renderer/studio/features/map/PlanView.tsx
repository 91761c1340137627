import { type PointerEvent, useRef, useState } from 'react';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { GroundLayer } from './GroundLayer.tsx';
import { HighlightLayer } from './HighlightLayer.tsx';
import { LabelLayer } from './LabelLayer.tsx';
import classes from './MapPanel.module.css';
import { MarksLayer } from './MarksLayer.tsx';
import { nearestFrame } from './nearest-frame.ts';
import { planFromPx, type Viewport } from './viewport.ts';

/** A press that moves less than this is a click. */
const clickTolerancePx = 4;
/** A click this near the path goes to its frame. */
const pathReachPx = 14;

/** Index of the object that an element of the plan stands for. */
function objectUnder(element: EventTarget | null): number | null {
  const index = element instanceof Element ? element.getAttribute('data-object') : null;
  return index === null ? null : Number(index);
}

function pointAt(hovered: number | null): void {
  if (useReview.getState().hovered !== hovered) useReview.setState({ hovered });
}

/**
 * The drawn plan: drag moves it, a click on an object picks it, a click near the path goes to that frame.
 * Two pictures: the house, painted once, and over it what the question adds.
 */
export function PlanView(props: {
  readonly plan: FloorPlan;
  readonly view: Viewport;
  readonly onPan: (dxPx: number, dyPx: number) => void;
}) {
  const { plan, view } = props;
  const { trajectory } = useSubject();
  const press = useRef<{ x: number; y: number; moved: number } | null>(null);
  const [isDragging, setDragging] = useState(false);

  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const start = press.current;
    if (start === null) return pointAt(objectUnder(event.target));
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    start.moved += Math.hypot(dx, dy);
    if (start.moved <= clickTolerancePx) return;
    setDragging(true);
    props.onPan(dx, dy);
    [start.x, start.y] = [event.clientX, event.clientY];
  };
  const onUp = (event: PointerEvent<HTMLDivElement>) => {
    const isClick = press.current !== null && press.current.moved <= clickTolerancePx;
    press.current = null;
    setDragging(false);
    if (!isClick) return;
    const box = event.currentTarget.getBoundingClientRect();
    const frame = nearestFrame(
      trajectory.poses,
      planFromPx(view, event.clientX - box.left, event.clientY - box.top),
      pathReachPx / view.pxPerM,
    );
    if (frame !== null) return studioPlayer.seek(frame);
    useReview.setState({ highlighted: objectUnder(document.elementFromPoint(event.clientX, event.clientY)) });
  };
  return (
    <>
      <div
        className={classes['plan']}
        data-dragging={isDragging || undefined}
        role="img"
        aria-label="Map of the house; its objects are listed under Objects"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          press.current = { x: event.clientX, y: event.clientY, moved: 0 };
        }}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerLeave={() => pointAt(null)}
        onPointerCancel={() => {
          press.current = null;
          setDragging(false);
        }}
      >
        <GroundLayer plan={plan} view={view} />
      </div>
      <svg width={view.widthPx} height={view.heightPx} className={classes['over']} aria-hidden>
        <HighlightLayer plan={plan} view={view} />
        <MarksLayer view={view} />
        <LabelLayer plan={plan} view={view} />
      </svg>
    </>
  );
}
