import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { HousePlan, PlannedOpening } from '../house-plan.ts';
import { type WallFace, wallFaces } from '../wall-faces.ts';
import type { HouseProblem } from './house-problem.ts';

/** Least distance of a hole from the end of its wall, and from the next hole. */
const leastGapM = 0.1;

/** Whether every hole is in one wall between the rooms that it names, off the wall's ends and off other holes. */
export function checkOpenings(plan: HousePlan): HouseProblem[] {
  const faces = wallFaces(plan);
  return plan.openings.flatMap((opening, k): HouseProblem[] => {
    const [roomId, otherId = null] = opening.roomIds;
    const face = faces.find(
      (candidate) => candidate.roomId === roomId && candidate.behindId === otherId && marginM(opening, candidate) > -0.001,
    );
    if (face === undefined || roomId === undefined) {
      const message = `${opening.id} is not in a wall between ${opening.roomIds.join(' and ')}${otherId === null ? ' and the outside' : ''}.`;
      return [{ kind: 'opening-place', items: [opening.id], message }];
    }
    const problems: HouseProblem[] = [];
    const gapM = marginM(opening, face);
    if (gapM < leastGapM - 1e-6 || opening.bottomM < 0 || opening.topM > plan.ceilingHeightM - 0.05) {
      const size = `${opening.bottomM} to ${opening.topM} m high, ${gapM.toFixed(2)} m from the end of its wall`;
      problems.push({ kind: 'opening-place', items: [opening.id, roomId], message: `${opening.id} does not fit its wall: ${size}.` });
    }
    for (const other of plan.openings.slice(k + 1)) {
      if (!areApart(opening, other))
        problems.push({
          kind: 'openings-collide',
          items: [opening.id, other.id],
          message: `${opening.id} and ${other.id} share a piece of wall.`,
        });
    }
    return problems;
  });
}

/** Shortest distance from a hole's ends to the face's ends; negative where the hole is not on the face's line or beyond its ends. */
function marginM({ startM, endM }: PlannedOpening, face: WallFace): number {
  const k = face.startM[0] === face.endM[0] ? 1 : 0;
  const isOnLine = [startM, endM].every((point) => Math.abs((point[1 - k] as number) - (face.startM[1 - k] as number)) < 0.001);
  const [low, high] = [Math.min(face.startM[k], face.endM[k]), Math.max(face.startM[k], face.endM[k])];
  return isOnLine ? Math.min(...[startM, endM].flatMap((point) => [point[k] - low, high - point[k]])) : Number.NEGATIVE_INFINITY;
}

function areApart(a: PlannedOpening, b: PlannedOpening): boolean {
  const spanOf = ({ startM, endM }: PlannedOpening, k: 0 | 1): PlanPoint => [Math.min(startM[k], endM[k]), Math.max(startM[k], endM[k])];
  return ([0, 1] as const).some((k) => {
    const [[aLow, aHigh], [bLow, bHigh]] = [spanOf(a, k), spanOf(b, k)];
    return Math.max(aLow, bLow) - Math.min(aHigh, bHigh) > leastGapM - 1e-6;
  });
}
