import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { AppError, type Problem } from '../../../shared/errors.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import type { Pose } from '../../../shared/model/trajectory.ts';
import { Agent } from './agent.ts';
import { findPath, type Leg } from './find-path.ts';
import { closestStepM, followPath } from './follow-path.ts';
import { type FreeSpace, freeSpaceFromScene } from './free-space.ts';
import { manoeuvre } from './manoeuvre.ts';
import { furtherLookouts, largestTerritory, lookoutCell, roomOrder, type Territory } from './room-tour.ts';
import type { WalkSettings } from './walk-settings.ts';

/** A safe walk ends this near to the grid of paths at most. */
const footholdReachM = 0.5;
/** Times that the way to a room may have a tight spot. */
const mostAttempts = 8;
/** How far down the path a search around a tight spot aims. */
const manoeuvreM = 1.2;

/** A planned tour of a house. One frame per pose: the first before any action, then one after each action. */
export interface Walkthrough {
  readonly poses: readonly Pose[];
  readonly actions: readonly string[];
  /** Ids in the order of the visits; every one was looked around in. */
  readonly roomsVisited: readonly string[];
  /** Ids of the rooms without a visit, in the house's order; `problems` says why. */
  readonly roomsMissed: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Plans an agent's tour through every room it can reach: from a random place it walks to a roomy spot in each room, depth first over the
 * rooms, and looks all around there. Rooms that cannot be reached, or not within `maxSteps`, are missed and reported. The same scene and
 * settings give the same tour. Throws `house.no-walk` where no tour is possible at all. Source: SIMS-V's house walkthrough task.
 */
export function planWalkthrough(scene: Scene, settings: WalkSettings): Walkthrough {
  const space = freeSpaceFromScene(scene, settings.gridM);
  const territory = largestTerritory(space, leastClearanceM(settings));
  if (territory === null) {
    const message = `There is no place in ${scene.id} where the agent fits: walls and furniture leave less than ${leastClearanceM(settings)} m around it.`;
    throw new AppError('house.no-walk', message, { where: { item: scene.id } });
  }
  const { agent, startRoom } = placeAgent(territory, space, settings);
  const tour = walkRooms({ scene, space, territory, settings, agent, startRoom });
  if (tour.visited.length === 0) {
    const reason = tour.isCutShort
      ? `${settings.maxSteps} steps are too few for even one room`
      : 'no spot to look around from can be reached';
    throw new AppError('house.no-walk', `No walk through ${scene.id}: ${reason}.`, { where: { item: scene.id } });
  }
  agent.act('done');
  const roomsVisited = tour.visited.map((room) => scene.rooms[room]?.id as string);
  const roomsMissed = scene.rooms.map(({ id }) => id).filter((id) => !roomsVisited.includes(id));
  const problems = roomsMissed.map((id) => missedRoom(id, tour.isCutShort ? settings.maxSteps : null));
  return { poses: agent.poses, actions: agent.actions, roomsVisited, roomsMissed, problems };
}

function leastClearanceM({ clearancesM }: WalkSettings): number {
  return Math.min(...clearancesM);
}

function placeAgent(territory: Territory, space: FreeSpace, settings: WalkSettings): { agent: Agent; startRoom: number } {
  const random = xoroshiro128plus(settings.seed);
  const draw = <T>(items: readonly T[]): T => items[uniformInt(random, 0, items.length - 1)] as T;
  const startRoom = draw([...territory.cellsByRoom.keys()].sort((a, b) => a - b));
  const cells = territory.cellsByRoom.get(startRoom) ?? [];
  const airy = cells.filter((cell) => (space.clearanceM[cell] as number) >= leastClearanceM(settings) + 0.1);
  const place = space.centerOf(draw(airy.length > 0 ? airy : cells));
  const yaws = Math.max(1, Math.round(360 / settings.turnDeg));
  return { agent: new Agent(place, (uniformInt(random, 0, yaws - 1) * settings.turnDeg) % 360, settings), startRoom };
}

interface Tour {
  readonly scene: Scene;
  readonly space: FreeSpace;
  readonly territory: Territory;
  readonly settings: WalkSettings;
  readonly agent: Agent;
  readonly startRoom: number;
}

/** Rooms that were looked around in. A room that the steps no longer suffice for is undone, so the walk ends after the last whole one. */
function walkRooms(tour: Tour): { visited: number[]; isCutShort: boolean } {
  const { scene, space, territory, agent, settings } = tour;
  const lookouts = new Map([...territory.cellsByRoom].map(([room, cells]) => [room, lookoutCell(scene, space, room, cells)]));
  const order = roomOrder(territory, space, lookouts, tour.startRoom);
  const stops = order.map((room) => ({ room, cell: lookouts.get(room) as number }));
  if (order.length === 1) stops.push(...extraStops(tour, stops[0] as Stop));
  const visited = new Set<number>();
  for (const { room, cell } of stops) {
    const actionsBefore = agent.actions.length;
    const isVisited = visit(tour, cell);
    // The last action of the budget belongs to `done`.
    if (agent.actions.length >= settings.maxSteps) {
      agent.rewind(actionsBefore);
      return { visited: [...visited], isCutShort: true };
    }
    if (isVisited) visited.add(room);
  }
  return { visited: [...visited], isCutShort: false };
}

interface Stop {
  readonly room: number;
  readonly cell: number;
}

/** One room alone makes a walk too short for questions (25 frames), so its far corners are visited as well. */
function extraStops({ space, territory }: Tour, { room, cell }: Stop): Stop[] {
  return furtherLookouts(space, territory.cellsByRoom.get(room) ?? [], cell, 2).map((further) => ({ room, cell: further }));
}

/** Goes to a cell and looks all around; false, and no look around, where the way is blocked. */
function visit(tour: Tour, cell: number): boolean {
  const { space, agent, settings } = tour;
  const isThere = () => distanceM(agent.place, space.centerOf(cell)) < settings.reachedM;
  for (let attempt = 0; attempt < mostAttempts && !isThere(); attempt++) {
    const route = routeTo(tour, cell);
    if (route === null) return false;
    if (followPath(agent, route, space, settings)) break;
    // Stuck before a narrow place: thread it with a search, then walk on along a new path from there.
    const onward = routeTo(tour, cell);
    if (onward === null || !manoeuvre(agent, pointAlong(agent.place, onward, manoeuvreM), space, settings)) return false;
  }
  if (!isThere()) return false;
  for (let turn = 0; turn < settings.scanTurns; turn++) agent.act('rotate_right');
  agent.act('sub_done');
  return true;
}

/** The path from where the agent stands, first back onto the grid of paths; null where there is none. */
function routeTo({ space, agent, settings }: Tour, cell: number): Leg[] | null {
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
  for (let cell = 0; cell < space.clearanceM.length; cell++) {
    const center = space.centerOf(cell);
    const awayM = distanceM(center, place);
    if (awayM >= nearestM || (space.clearanceM[cell] as number) < leastM) continue;
    if (space.clearanceAlongM(place, center) >= closestStepM) [foothold, nearestM] = [cell, awayM];
  }
  return foothold;
}

function missedRoom(item: string, maxSteps: number | null): Problem {
  const reason = maxSteps === null ? 'the agent cannot get there' : `the walk would be longer than ${maxSteps} steps`;
  return { code: 'house.no-walk', item, message: `${item} is not visited: ${reason}. The rest of the walk is intact.` };
}

function distanceM(a: PlanPoint, b: PlanPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
