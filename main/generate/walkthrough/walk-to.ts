import { bearingDeg, type PlanPoint, wrapDegrees } from '../../../shared/geometry/vector.ts';
import type { Agent } from './agent.ts';
import { findPath, type Leg } from './find-path.ts';
import { closestStepM, followPath } from './follow-path.ts';
import type { FreeSpace } from './free-space.ts';
import { manoeuvre } from './manoeuvre.ts';
import type { WalkSettings } from './walk-settings.ts';

/** A safe walk ends this near to the grid of paths at most. */
const footholdReachM = 0.5;
/** Times that the way to a place may have a tight spot. */
const mostAttempts = 8;
/** How far down the path a search around a tight spot aims. */
const manoeuvreM = 1.2;
/** Ends turning towards something where turns are too noisy ever to face it. */
const mostFacingTurns = 16;

/** An agent on its floor. */
export interface Walker {
  readonly agent: Agent;
  readonly space: FreeSpace;
  readonly settings: WalkSettings;
}

/** The least distance to obstacles that a path may have. */
export function leastClearanceM({ clearancesM }: Pick<WalkSettings, 'clearancesM'>): number {
  return Math.min(...clearancesM);
}

/** Goes to a cell; false where the way is blocked, and the agent then stands somewhere on it. */
export function walkTo(walker: Walker, cell: number): boolean {
  const { space, agent, settings } = walker;
  const isThere = () => distanceM(agent.place, space.centerOf(cell)) < settings.reachedM;
  for (let attempt = 0; attempt < mostAttempts && !isThere(); attempt++) {
    const route = routeTo(walker, cell);
    if (route === null) return false;
    if (followPath(agent, route, space, settings)) break;
    // Stuck before a narrow place: thread it with a search, then walk on along a new path from there.
    const onward = routeTo(walker, cell);
    if (onward === null || !manoeuvre(agent, pointAlong(agent.place, onward, manoeuvreM), space, settings)) return false;
  }
  return isThere();
}

/** Looks all around, and ends with the action that says so. */
export function lookAround({ agent, settings }: Walker): void {
  for (let turn = 0; turn < settings.scanTurns; turn++) agent.act('rotate_right');
  agent.act('sub_done');
}

/** Turns to a point as well as the turns allow, and ends with the action that says so. */
export function lookToward({ agent, settings }: Walker, point: PlanPoint): void {
  for (let turn = 0; turn < mostFacingTurns; turn++) {
    const offDeg = wrapDegrees(bearingDeg(agent.place, point) - agent.yawDeg);
    if (Math.abs(offDeg) <= settings.smallTurnDeg / 2) break;
    // The turn that leaves less to do: a wide one past the goal costs small ones back.
    const isWide = Math.abs(offDeg) > (settings.turnDeg + settings.smallTurnDeg) / 2;
    if (offDeg > 0) agent.act(isWide ? 'rotate_right' : 'rotate_right_small');
    else agent.act(isWide ? 'rotate_left' : 'rotate_left_small');
  }
  agent.act('sub_done');
}

/** The path from where the agent stands, first back onto the grid of paths; null where there is none. */
function routeTo({ space, agent, settings }: Walker, cell: number): Leg[] | null {
  const foothold = footholdCell(space, agent.place, leastClearanceM(settings));
  const legs = findPath(space, foothold, cell, settings.clearancesM);
  return legs === null ? null : [{ endM: space.centerOf(foothold), clearanceM: 0 }, ...legs];
}

/** The point a distance down a path; its end where it is shorter. */
function pointAlong(from: PlanPoint, legs: readonly Leg[], aheadM: number): PlanPoint {
  let at = from;
  for (const { endM } of legs) {
    const legM = distanceM(at, endM);
    if (legM >= aheadM) return [at[0] + ((endM[0] - at[0]) * aheadM) / legM, at[1] + ((endM[1] - at[1]) * aheadM) / legM];
    aheadM -= legM;
    at = endM;
  }
  return at;
}

/** The nearest cell on the grid of paths that the agent can step to; a walk ends a little off the grid. */
function footholdCell(space: FreeSpace, place: PlanPoint, leastM: number): number {
  let [foothold, nearestM] = [space.cellAt(place), footholdReachM];
  for (const cell of cellsAround(space, place, footholdReachM)) {
    const center = space.centerOf(cell);
    const awayM = distanceM(center, place);
    if (awayM >= nearestM || (space.clearanceM[cell] as number) < leastM) continue;
    if (space.clearanceAlongM(place, center) >= closestStepM) [foothold, nearestM] = [cell, awayM];
  }
  return foothold;
}

/** All cells with centres within a distance of a place, and some more, in ascending order. */
function* cellsAround(space: FreeSpace, [x, z]: PlanPoint, reachM: number): Generator<number> {
  const [cornerX, cornerZ] = space.centerOf(0);
  const cellM = space.columns > 1 ? space.centerOf(1)[0] - cornerX : reachM;
  const columnOf = (at: number) => Math.min(space.columns - 1, Math.max(0, Math.round((at - cornerX) / cellM)));
  const rowOf = (at: number) => Math.min(space.rows - 1, Math.max(0, Math.round((at - cornerZ) / cellM)));
  for (let row = rowOf(z - reachM); row <= rowOf(z + reachM); row++) {
    for (let column = columnOf(x - reachM); column <= columnOf(x + reachM); column++) yield row * space.columns + column;
  }
}

function distanceM(a: PlanPoint, b: PlanPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
