import { type PointerEvent, useRef, useState } from 'react';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { FloorLayer } from './FloorLayer.tsx';
import { HighlightLayer } from './HighlightLayer.tsx';
import { LabelLayer } from './LabelLayer.tsx';
import classes from './MapPanel.module.css';
import { MarksLayer } from './MarksLayer.tsx';
import { nearestFrame } from './nearest-frame.ts';
import { PathLayer } from './PathLayer.tsx';
import { planFromPx, type Viewport } from './viewport.ts';

/** A press that moves less than this is a click. */
const clickTolerancePx = 4;
/** A click this near the path goes to its frame. */
const pathReachPx = 14;

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

  const onMove = (event: PointerEvent<SVGSVGElement>) => {
    const start = press.current;
    if (start === null) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    start.moved += Math.hypot(dx, dy);
    if (start.moved <= clickTolerancePx) return;
    setDragging(true);
    props.onPan(dx, dy);
    [start.x, start.y] = [event.clientX, event.clientY];
  };
  const onUp = (event: PointerEvent<SVGSVGElement>) => {
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
    const picked = document.elementFromPoint(event.clientX, event.clientY)?.getAttribute('data-object');
    useReview.setState({ highlighted: picked === null || picked === undefined ? null : Number(picked) });
  };
  return (
    <>
      <svg
        width={view.widthPx}
        height={view.heightPx}
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
        onPointerCancel={() => {
          press.current = null;
          setDragging(false);
        }}
      >
        <FloorLayer plan={plan} view={view} />
        <PathLayer view={view} />
      </svg>
      <svg width={view.widthPx} height={view.heightPx} className={classes['over']} aria-hidden>
        <HighlightLayer plan={plan} view={view} />
        <MarksLayer view={view} />
        <LabelLayer plan={plan} view={view} />
      </svg>
    </>
  );
}
