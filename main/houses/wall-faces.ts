import type { PlanPoint } from '../../shared/geometry/vector.ts';
import type { HousePlan, PlannedRoom } from './house-plan.ts';

/** One straight piece of a room's outline with one and the same thing behind it. The room lies to the right of start-to-end. */
export interface WallFace {
  readonly roomId: string;
  /** The room behind the wall; null where that is the outside. */
  readonly behindId: string | null;
  readonly startM: PlanPoint;
  readonly endM: PlanPoint;
}

/** Points closer than this along a wall are the same corner. */
const sameM = 1e-6;

/**
 * The walls of a plan as seen from its rooms, split where a corner of another room touches them: both faces of a wall between two
 * rooms then have the same two ends. Faces of a room follow its outline clockwise.
 */
export function wallFaces({ rooms }: Pick<HousePlan, 'rooms'>): WallFace[] {
  return rooms.flatMap((room) => {
    const others = rooms.filter((other) => other !== room);
    return clockwiseEdges(room).flatMap(([startM, endM]) => splitEdge(room.id, startM, endM, others));
  });
}

function clockwiseEdges({ outlineM }: PlannedRoom): (readonly [PlanPoint, PlanPoint])[] {
  return outlineM.map((end, k) => [outlineM[(k + 1) % outlineM.length] as PlanPoint, end] as const).toReversed();
}

function splitEdge(roomId: string, startM: PlanPoint, endM: PlanPoint, others: readonly PlannedRoom[]): WallFace[] {
  const k = startM[0] === endM[0] ? 1 : 0;
  const sign = Math.sign(endM[k] - startM[k]);
  const along = ({ [k]: u }: PlanPoint): number => sign * ((u as number) - startM[k]);
  const onLine = (point: PlanPoint): boolean => Math.abs((point[1 - k] as number) - (startM[1 - k] as number)) < sameM;
  const lengthM = along(endM);
  // The other room runs the opposite way along the wall, so its counter-clockwise edges point the way that this face does.
  const spans = others.flatMap(({ id, outlineM }) =>
    outlineM.flatMap((from, n) => {
      const to = outlineM[(n + 1) % outlineM.length] as PlanPoint;
      return onLine(from) && onLine(to) && along(to) - along(from) > sameM ? [{ id, from, to }] : [];
    }),
  );
  const cuts = [startM, endM, ...spans.flatMap(({ from, to }) => [from, to])].filter(
    (p) => along(p) > -sameM && along(p) < lengthM + sameM,
  );
  const points = cuts
    .toSorted((a, b) => along(a) - along(b))
    .filter((p, n, all) => n === 0 || along(p) - along(all[n - 1] as PlanPoint) > sameM);
  const faces: WallFace[] = [];
  for (let n = 1; n < points.length; n++) {
    const [from, to] = [points[n - 1] as PlanPoint, points[n] as PlanPoint];
    const middleM = (along(from) + along(to)) / 2;
    const behind = spans.find((span) => along(span.from) < middleM && middleM < along(span.to));
    faces.push({ roomId, behindId: behind?.id ?? null, startM: from, endM: to });
  }
  return faces;
}
