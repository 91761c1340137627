import { boxCorners } from '../../geometry/box.ts';
import { boxFootprint } from '../../geometry/footprint.ts';
import { shareInSector } from '../../geometry/sector.ts';
import { planFromWorld } from '../../geometry/vector.ts';
import type { SceneObject } from '../../model/scene.ts';
import type { Convention } from '../convention.ts';
import type { DirectionLevel } from '../direction-levels.ts';
import { boxOf, planCenter } from '../measures/measure.ts';
import { areInDifferentRooms } from '../measures/same-room.ts';
import type { Mark, Refusal, TrajectoryView } from '../question-type.ts';
import { refuse } from '../roles/resolve-roles.ts';
import { type Turn, turnBetween } from './turn.ts';

/** A turn exactly on the edge of the refused band is answered; rounding of the arc cosine must not decide it. */
const tieDeg = 1e-9;

/** Everything that decides whether a direction may be asked. Triples are in the order standing, facing, querying. */
export interface DirectionCase {
  readonly view: TrajectoryView;
  readonly names: readonly [string, string, string];
  readonly objects: readonly [SceneObject, SceneObject, SceneObject];
  /** Box distances in metres: standing-facing, standing-querying, facing-querying. */
  readonly gapsM: readonly [number, number, number];
  readonly turn: Turn;
  readonly answer: string | null;
  readonly mark: Mark;
  readonly level: DirectionLevel;
  readonly convention: Convention;
}

/** The first reason that the convention has against a direction; null where it has none. */
export function refuseDirection(asked: DirectionCase): Refusal | null {
  return (
    refuseRooms(asked) ?? refusePairs(asked) ?? refusePlan(asked) ?? refuseBorder(asked) ?? refuseCorners(asked) ?? refuseFootprint(asked)
  );
}

const pairs = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

function refuseWith({ answer, mark, convention }: DirectionCase, reason: Refusal['reason'], message: string): Refusal {
  return refuse(convention, reason, message, { wouldBe: answer, marks: [mark] });
}

function refuseRooms(asked: DirectionCase): Refusal | null {
  const { view, names, objects, convention } = asked;
  if (!convention.isSameRoomRequired) return null;
  const apart = pairs.find(([i, j]) => areInDifferentRooms(view.scene, objects[i], objects[j]));
  if (apart === undefined) return null;
  return refuseWith(asked, 'different-rooms', `“${names[apart[0]]}” and “${names[apart[1]]}” are in different rooms.`);
}

function refusePairs(asked: DirectionCase): Refusal | null {
  const { names, gapsM } = asked;
  const { minPairM, maxPairM } = asked.convention.direction;
  const named = (pair: number): string =>
    `“${names[pairs[pair]![0]]}” and “${names[pairs[pair]![1]]}” are ${gapsM[pair]!.toFixed(2)} m apart`;
  const farthest = gapsM.indexOf(Math.max(...gapsM));
  if (gapsM[farthest]! > maxPairM) return refuseWith(asked, 'too-far', `${named(farthest)}; directions are asked up to ${maxPairM} m.`);
  const nearest = gapsM.indexOf(Math.min(...gapsM));
  if (gapsM[nearest]! < minPairM) return refuseWith(asked, 'too-close', `${named(nearest)}; directions are asked from ${minPairM} m on.`);
  return null;
}

function refusePlan(asked: DirectionCase): Refusal | null {
  const { names, objects, convention } = asked;
  const [standing, ...others] = objects.map(planCenter);
  for (const [i, other] of others.entries()) {
    const distanceM = Math.hypot(other[0] - standing![0], other[1] - standing![1]);
    if (distanceM >= convention.direction.minPlanM) continue;
    const message = `Seen from above, the centres of “${names[0]}” and “${names[i + 1]}” are ${distanceM.toFixed(2)} m apart; a direction needs ${convention.direction.minPlanM} m.`;
    return refuseWith(asked, 'too-close', message);
  }
  return null;
}

function refuseBorder(asked: DirectionCase): Refusal | null {
  const { turn, level, convention, names } = asked;
  const { angleDeg, side } = turn;
  const { bordersDeg, sides, maxTurnDeg } = level.refused(convention.direction);
  const turnText = `Looking at “${names[1]}”, the turn to “${names[2]}” is ${angleDeg.toFixed(1)}°${side === null ? '' : ` to the ${side}`}`;
  // To the left an angle grows counter-clockwise, to the right it shrinks.
  const distances = bordersDeg.map((b) => (sides === 'both' ? Math.abs(angleDeg - b) : side === 'left' ? b - angleDeg : angleDeg - b));
  const near = distances.findIndex((d) => (sides === 'both' || d >= 0) && d < convention.direction.marginDeg - tieDeg);
  if (near >= 0) {
    const message = `${turnText}, only ${distances[near]!.toFixed(1)}° from ${borderName(bordersDeg[near]!, level)}; ${convention.direction.marginDeg}° are needed.`;
    return refuseWith(asked, 'near-border', message);
  }
  if (angleDeg >= maxTurnDeg) {
    return refuseWith(asked, 'near-border', `${turnText}: that is behind, where left or right is not asked.`);
  }
  return asked.answer === null ? refuseWith(asked, 'near-border', `${turnText}, exactly on a border between two answers.`) : null;
}

function borderName(borderDeg: number, level: DirectionLevel): string {
  if (borderDeg === 0) return 'straight ahead';
  if (borderDeg === 180) return 'straight behind';
  const labels = [level.answer(borderDeg - 1, 'left'), level.answer(borderDeg + 1, 'left')];
  return labels[0] === labels[1] ? `what lies behind (${borderDeg}°)` : `the border at ${borderDeg}°`;
}

function refuseCorners(asked: DirectionCase): Refusal | null {
  const { objects, turn, level, convention, names } = asked;
  const { maxStrayCorners } = convention.direction;
  if (maxStrayCorners >= 8) return null;
  const { maxTurnDeg } = level.refused(convention.direction);
  const sectorOf = ({ angleDeg, side }: Turn): string | null => (angleDeg >= maxTurnDeg ? 'behind' : level.answer(angleDeg, side));
  const [standing, facing] = [planCenter(objects[0]), planCenter(objects[1])];
  const own = sectorOf(turn);
  const strays = boxCorners(boxOf(objects[2], convention)).filter((corner) => {
    const cornerTurn = turnBetween(standing, facing, planFromWorld(corner));
    return cornerTurn === null || sectorOf(cornerTurn) !== own;
  }).length;
  if (strays <= maxStrayCorners) return null;
  const message = `“${names[2]}” spans a border: ${strays} of its 8 corners lie in another sector than its centre; ${maxStrayCorners} may.`;
  return refuseWith(asked, 'near-border', message);
}

function refuseFootprint(asked: DirectionCase): Refusal | null {
  const { objects, answer, level, convention, names } = asked;
  const { minFootprintShare } = convention.direction;
  const sector = level.sectors.find(({ label }) => label === answer);
  if (minFootprintShare === 0 || sector === undefined) return null;
  const view = { apexM: planCenter(objects[0]), facingM: planCenter(objects[1]), fromDeg: sector.fromDeg, toDeg: sector.toDeg };
  const share = shareInSector(boxFootprint(boxOf(objects[2], convention)), view);
  if (share >= minFootprintShare) return null;
  const message = `Only ${Math.floor(share * 100)} % of what “${names[2]}” covers on the floor lies ${answer}; at least ${minFootprintShare * 100} % must.`;
  return refuseWith(asked, 'near-border', message);
}
