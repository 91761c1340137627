import { memo } from 'react';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { FloorLayer } from './FloorLayer.tsx';
import classes from './MapPanel.module.css';
import { PathLayer } from './PathLayer.tsx';
import { projectPlan, type Viewport } from './viewport.ts';

/** A picture larger than this is cut to the panel instead: it would take too much memory. */
const maxSheetPx = 4096;
/** Border of the sheet around the plan, for lines and outlying paths. */
const borderM = 1;

/**
 * House and path, what no frame changes. They are painted once per zoom on a sheet of their own that is only moved and turned (by the compositor), so that
 * a thousand objects cost nothing while the map follows the camera. Zoomed in so far that the sheet would be huge, the panel's part is painted instead.
 */
export function GroundLayer({ plan, view }: { readonly plan: FloorPlan; readonly view: Viewport }) {
  const [widthM, depthM] = [plan.maxM[0] - plan.minM[0] + 2 * borderM, plan.maxM[1] - plan.minM[1] + 2 * borderM];
  if (Math.max(widthM, depthM) * view.pxPerM > maxSheetPx) {
    return (
      <svg className={classes['sheet']} width={view.widthPx} height={view.heightPx} aria-hidden>
        <FloorLayer plan={plan} view={view} />
        <PathLayer view={view} />
      </svg>
    );
  }
  const [left, top] = projectPlan(view, [plan.minM[0] - borderM, plan.maxM[1] + borderM]);
  return (
    <div className={classes['sheet']} style={{ transform: `translate(${left}px, ${top}px) rotate(${-view.turnDeg}deg)` }}>
      <Sheet plan={plan} pxPerM={view.pxPerM} widthM={widthM} depthM={depthM} />
    </div>
  );
}

const Sheet = memo(function Sheet(props: {
  readonly plan: FloorPlan;
  readonly pxPerM: number;
  readonly widthM: number;
  readonly depthM: number;
}) {
  const { plan, pxPerM, widthM, depthM } = props;
  const view: Viewport = {
    centerM: [(plan.minM[0] + plan.maxM[0]) / 2, (plan.minM[1] + plan.maxM[1]) / 2],
    pxPerM,
    widthPx: widthM * pxPerM,
    heightPx: depthM * pxPerM,
    turnDeg: 0,
  };
  return (
    <svg width={view.widthPx} height={view.heightPx} overflow="visible" aria-hidden>
      <FloorLayer plan={plan} view={view} />
      <PathLayer view={view} />
    </svg>
  );
});
