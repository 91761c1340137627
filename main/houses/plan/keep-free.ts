import { isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { HousePlan, PlannedOpening } from '../house-plan.ts';

/** Depth in metres that stays free on both sides of a door. */
export const passageDepthM = 0.6;
/** Depth in metres in front of a window where nothing stands that is higher than its sill. */
export const windowDepthM = 0.4;
/** Where an open leaf begins, its frame being in the wall, and how far it reaches to both sides of its hinge, handles included. */
const leafStartM = 0.07;
const leafReachM = [0.04, 0.1] as const;
/** Both jambs together: a leaf is so much shorter than its hole is wide. */
const jambsM = 0.1;

/** A rectangle of a room's floor that furniture keeps free between two heights, because of a door or window. */
export interface KeepFreeArea {
  readonly openingId: string;
  readonly roomId: string;
  /**
   * `passage`: where one walks through a door. `leaf`: where the open leaf stands. `swing`: where it moved through on its
   * way; better free, though it is not moved in a recording. `window`: in front of the pane.
   */
  readonly kind: 'passage' | 'leaf' | 'swing' | 'window';
  readonly minM: PlanPoint;
  readonly maxM: PlanPoint;
  readonly bottomM: number;
  readonly topM: number;
}

/** What furniture keeps free for all doors and windows of a plan. */
export function keepFreeAreas(plan: Pick<HousePlan, 'rooms' | 'openings'>): KeepFreeArea[] {
  return plan.openings.flatMap((opening) => {
    const { startM, endM } = opening;
    const widthM = Math.hypot(endM[0] - startM[0], endM[1] - startM[1]);
    const along: PlanPoint = [(endM[0] - startM[0]) / widthM, (endM[1] - startM[1]) / widthM];
    const right: PlanPoint = [along[1], -along[0]];
    const middle: PlanPoint = [(startM[0] + endM[0]) / 2, (startM[1] + endM[1]) / 2];
    return ([1, -1] as const).flatMap((side) => {
      const probe: PlanPoint = [middle[0] + side * 0.05 * right[0], middle[1] + side * 0.05 * right[1]];
      const room = plan.rooms.find(({ outlineM }) => isInsidePolygon(probe, outlineM));
      if (room === undefined) return [];
      const area = (kind: KeepFreeArea['kind'], [fromM, toM]: PlanPoint, [nearM, farM]: PlanPoint): KeepFreeArea => {
        const at = (u: number, v: number): PlanPoint => [
          startM[0] + u * along[0] + side * v * right[0],
          startM[1] + u * along[1] + side * v * right[1],
        ];
        const [a, b] = [at(fromM, nearM), at(toM, farM)];
        return {
          openingId: opening.id,
          roomId: room.id,
          kind,
          minM: [Math.min(a[0], b[0]), Math.min(a[1], b[1])],
          maxM: [Math.max(a[0], b[0]), Math.max(a[1], b[1])],
          bottomM: opening.bottomM,
          topM: opening.topM,
        };
      };
      if (opening.kind === 'window') return [area('window', [0, widthM], [0, windowDepthM])];
      const passage = area('passage', [0, widthM], [0, passageDepthM]);
      // The scene draws an open leaf on the right of start-to-end, hinged at the start.
      if (side < 0 || !hasOpenLeaf(opening)) return [passage];
      const reachM = leafStartM + widthM - jambsM;
      return [passage, area('leaf', [-leafReachM[0], leafReachM[1]], [0, reachM]), area('swing', [0, widthM], [0, reachM])];
    });
  });
}

/** Whether a leaf stands beside the hole: a doorframe has none, and a shut one is in the wall. */
export function hasOpenLeaf({ kind, assetId, openness }: Pick<PlannedOpening, 'kind' | 'assetId' | 'openness'>): boolean {
  return kind === 'door' && openness > 0 && !/doorframe/i.test(assetId);
}

/** Whether two areas share floor. */
export function areasOverlap(a: Pick<KeepFreeArea, 'minM' | 'maxM'>, b: Pick<KeepFreeArea, 'minM' | 'maxM'>): boolean {
  return a.minM[0] < b.maxM[0] && b.minM[0] < a.maxM[0] && a.minM[1] < b.maxM[1] && b.minM[1] < a.maxM[1];
}
