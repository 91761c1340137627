import { bearingDeg, type PlanPoint, wrapDegrees } from '../../../shared/geometry/vector.ts';
import type { Agent } from './agent.ts';
import type { Leg } from './find-path.ts';
import type { FreeSpace } from './free-space.ts';
import type { WalkSettings } from './walk-settings.ts';

/** No step comes closer than this to anything, whatever the path says. */
export const closestStepM = 0.16;
/** Steps and turns are coarse: the agent may come this much closer than its path. */
const wobbleM = 0.06;

/**
 * Walks the agent along the legs with its coarse steps and turns. It steps while the waypoint is roughly ahead and remains in reach in a
 * straight line, else it turns towards it. False where it has strayed too far to go on; it then stands somewhere safe on the way.
 */
export function followPath(agent: Agent, legs: readonly Leg[], space: FreeSpace, settings: WalkSettings): boolean {
  // Far more than any path needs; ends a walk that circles around a waypoint.
  let actionsLeft = 60 + legs.length * 20 + 4 * (pathLengthM(agent.place, legs) / settings.stepM);
  for (let i = 0; i < legs.length; ) {
    const [leg, next] = [legs[i] as Leg, legs[i + 1]];
    const isThere = distanceM(agent.place, leg.endM) < settings.reachedM;
    if (next === undefined ? isThere : isInReach(agent.place, next, space, isThere ? 0 : next.clearanceM)) {
      i += 1;
      continue;
    }
    if (isThere || actionsLeft-- <= 0 || !approach(agent, leg, space, settings)) return false;
  }
  return true;
}

/** Whether the straight line to a leg's end keeps about the wanted clearance. */
function isInReach(place: PlanPoint, leg: Leg, space: FreeSpace, wantedM: number): boolean {
  return space.clearanceAlongM(place, leg.endM) >= Math.max(closestStepM, wantedM - wobbleM);
}

/** One action towards the end of a leg; false where none helps. */
function approach(agent: Agent, leg: Leg, space: FreeSpace, settings: WalkSettings): boolean {
  const offDeg = wrapDegrees(bearingDeg(agent.place, leg.endM) - agent.yawDeg);
  const isSafe = space.clearanceAlongM(agent.place, agent.placeAhead) >= closestStepM;
  if (Math.abs(offDeg) <= settings.bearingToleranceDeg && isSafe && isInReach(agent.placeAhead, leg, space, leg.clearanceM)) {
    agent.act('move_ahead');
    return true;
  }
  if (Math.abs(offDeg) > settings.smallTurnDeg / 2) {
    // A degree of play, or a waypoint at exactly half a turn would be overshot for ever.
    const isWide = Math.abs(offDeg) > settings.turnDeg / 2 + 1;
    if (offDeg > 0) agent.act(isWide ? 'rotate_right' : 'rotate_right_small');
    else agent.act(isWide ? 'rotate_left' : 'rotate_left_small');
    return true;
  }
  if (!isSafe) return false;
  agent.act('move_ahead');
  return true;
}

function pathLengthM(from: PlanPoint, legs: readonly Leg[]): number {
  return legs.reduce((sum, leg, i) => sum + distanceM(legs[i - 1]?.endM ?? from, leg.endM), 0);
}

function distanceM(a: PlanPoint, b: PlanPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
