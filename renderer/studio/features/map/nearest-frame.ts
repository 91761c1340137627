import type { PlanPoint } from '../../../../shared/geometry/vector.ts';

/** The frame whose pose is nearest to a plan point, or null when none is within `reachM`. `poses`: x, z, yaw per frame. */
export function nearestFrame(poses: readonly number[], [x, z]: PlanPoint, reachM: number): number | null {
  let best: number | null = null;
  let bestM = reachM;
  for (let frame = 0; frame * 3 + 2 < poses.length; frame++) {
    const distanceM = Math.hypot((poses[frame * 3] as number) - x, (poses[frame * 3 + 1] as number) - z);
    if (distanceM < bestM) [best, bestM] = [frame, distanceM];
  }
  return best;
}
