import { boxCorners, type OrientedBox } from './box.ts';
import { type PlanPoint, planFromWorld } from './vector.ts';

/** What a box covers seen from straight above: the convex hull of its corners in the plan, counter-clockwise with x to the right and z up. */
export function boxFootprint(box: OrientedBox): PlanPoint[] {
  const points = boxCorners(box)
    .map(planFromWorld)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...halfHull(points), ...halfHull(points.toReversed())];
}

/** One chain of the hull, without its last point: that begins the other chain. */
function halfHull(points: readonly PlanPoint[]): PlanPoint[] {
  const chain: PlanPoint[] = [];
  for (const point of points) {
    while (chain.length > 1 && !isLeftTurn(chain.at(-2) as PlanPoint, chain.at(-1) as PlanPoint, point)) chain.pop();
    chain.push(point);
  }
  return chain.slice(0, -1);
}

function isLeftTurn(a: PlanPoint, b: PlanPoint, c: PlanPoint): boolean {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}
