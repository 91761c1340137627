import type { PlanPoint } from '../../../../shared/geometry/vector.ts';

/** How the plan lies on the screen: which plan point is in the middle, and how large a metre is. */
export interface Viewport {
  readonly centerM: PlanPoint;
  readonly pxPerM: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Empty border around a fitted plan. */
const marginPx = 26;
const [minPxPerM, maxPxPerM] = [4, 400];

/** The viewport that shows everything between two plan corners. */
export function fitViewport(minM: PlanPoint, maxM: PlanPoint, widthPx: number, heightPx: number): Viewport {
  const pxPerM = Math.min(
    (widthPx - 2 * marginPx) / Math.max(0.5, maxM[0] - minM[0]),
    (heightPx - 2 * marginPx) / Math.max(0.5, maxM[1] - minM[1]),
  );
  return { centerM: [(minM[0] + maxM[0]) / 2, (minM[1] + maxM[1]) / 2], pxPerM: Math.max(minPxPerM, pxPerM), widthPx, heightPx };
}

/** Where a plan point lies on the screen: x to the right, z up. */
export function projectPlan(view: Viewport, [x, z]: PlanPoint): readonly [xPx: number, yPx: number] {
  return [view.widthPx / 2 + (x - view.centerM[0]) * view.pxPerM, view.heightPx / 2 - (z - view.centerM[1]) * view.pxPerM];
}

/** The plan point under a screen point. */
export function planFromPx(view: Viewport, xPx: number, yPx: number): PlanPoint {
  return [view.centerM[0] + (xPx - view.widthPx / 2) / view.pxPerM, view.centerM[1] - (yPx - view.heightPx / 2) / view.pxPerM];
}

/** Zooms so that the plan point under (xPx, yPx) stays where it is. */
export function zoomAt(view: Viewport, factor: number, xPx: number, yPx: number): Viewport {
  const pxPerM = Math.min(maxPxPerM, Math.max(minPxPerM, view.pxPerM * factor));
  const under = planFromPx(view, xPx, yPx);
  const centerM: PlanPoint = [under[0] - (xPx - view.widthPx / 2) / pxPerM, under[1] + (yPx - view.heightPx / 2) / pxPerM];
  return { ...view, pxPerM, centerM };
}

/** Moves the plan with the pointer. */
export function panBy(view: Viewport, dxPx: number, dyPx: number): Viewport {
  return { ...view, centerM: [view.centerM[0] - dxPx / view.pxPerM, view.centerM[1] + dyPx / view.pxPerM] };
}

/** SVG transform from plan metres to screen pixels. */
export function svgTransform(view: Viewport): string {
  const [x, y] = projectPlan(view, [0, 0]);
  return `matrix(${view.pxPerM} 0 0 ${-view.pxPerM} ${x} ${y})`;
}
