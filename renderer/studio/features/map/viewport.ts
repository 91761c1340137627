import { type PlanPoint, planForwardFromYaw } from '../../../../shared/geometry/vector.ts';

/** How the plan lies on the screen: which plan point is in the middle, how large a metre is, and what points up. */
export interface Viewport {
  readonly centerM: PlanPoint;
  readonly pxPerM: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The bearing that points up on the screen; 0 draws +z up. */
  readonly turnDeg: number;
}

/** Empty border around a fitted plan. */
const marginPx = 26;
const [minPxPerM, maxPxPerM] = [4, 400];

/** The viewport that shows everything between two plan corners, +z up. */
export function fitViewport(minM: PlanPoint, maxM: PlanPoint, widthPx: number, heightPx: number): Viewport {
  const pxPerM = Math.min(
    (widthPx - 2 * marginPx) / Math.max(0.5, maxM[0] - minM[0]),
    (heightPx - 2 * marginPx) / Math.max(0.5, maxM[1] - minM[1]),
  );
  const centerM: PlanPoint = [(minM[0] + maxM[0]) / 2, (minM[1] + maxM[1]) / 2];
  // A huge house may be smaller than the least zoom of the buttons; only never so small that nothing is left.
  return { centerM, pxPerM: Math.max(0.5, Number.isFinite(pxPerM) ? pxPerM : minPxPerM), widthPx, heightPx, turnDeg: 0 };
}

/** Where a plan point lies on the screen; unturned, x grows to the right and z up. */
export function projectPlan(view: Viewport, point: PlanPoint): readonly [xPx: number, yPx: number] {
  return planProjector(view)(point);
}

/** The same for many points of one view. */
export function planProjector(view: Viewport): (point: PlanPoint) => readonly [xPx: number, yPx: number] {
  const [sin, cos] = planForwardFromYaw(view.turnDeg);
  const { centerM, pxPerM, widthPx, heightPx } = view;
  return ([x, z]) => {
    const [dx, dz] = [x - centerM[0], z - centerM[1]];
    return [widthPx / 2 + (dx * cos - dz * sin) * pxPerM, heightPx / 2 - (dx * sin + dz * cos) * pxPerM];
  };
}

/** The plan point under a screen point. */
export function planFromPx(view: Viewport, xPx: number, yPx: number): PlanPoint {
  const [dx, dz] = planFromOffset(view, xPx - view.widthPx / 2, yPx - view.heightPx / 2);
  return [view.centerM[0] + dx, view.centerM[1] + dz];
}

/** Zooms so that the plan point under (xPx, yPx) stays where it is. */
export function zoomAt(view: Viewport, factor: number, xPx: number, yPx: number): Viewport {
  const least = Math.min(minPxPerM, view.pxPerM);
  const pxPerM = Math.min(maxPxPerM, Math.max(least, view.pxPerM * factor));
  const under = planFromPx(view, xPx, yPx);
  const [dx, dz] = planFromOffset({ ...view, pxPerM }, xPx - view.widthPx / 2, yPx - view.heightPx / 2);
  return { ...view, pxPerM, centerM: [under[0] - dx, under[1] - dz] };
}

/** Moves the plan with the pointer. */
export function panBy(view: Viewport, dxPx: number, dyPx: number): Viewport {
  const [dx, dz] = planFromOffset(view, dxPx, dyPx);
  return { ...view, centerM: [view.centerM[0] - dx, view.centerM[1] - dz] };
}

/** SVG and CSS transform from plan metres to screen pixels. */
export function svgTransform(view: Viewport): string {
  const [x, y] = projectPlan(view, [0, 0]);
  const [sin, cos] = planForwardFromYaw(view.turnDeg).map((part) => part * view.pxPerM) as [number, number];
  return `matrix(${[cos, -sin, -sin, -cos, x, y].join(' ')})`;
}

/** Plan metres of a way on the screen. */
function planFromOffset(view: Viewport, dxPx: number, dyPx: number): PlanPoint {
  const [sin, cos] = planForwardFromYaw(view.turnDeg);
  const [right, up] = [dxPx / view.pxPerM, -dyPx / view.pxPerM];
  return [right * cos + up * sin, -right * sin + up * cos];
}
