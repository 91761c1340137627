import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { AppError, type Problem } from '../../../shared/errors.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import type { Pose } from '../../../shared/model/trajectory.ts';
import { Agent } from './agent.ts';
import { extendTour, type Walked } from './coverage-tour.ts';
import { type FreeSpace, freeSpaceFromScene } from './free-space.ts';
import { largestTerritory, type Territory } from './room-tour.ts';
import { planStops, walkRooms } from './room-walk.ts';
import { smoothPoses } from './smooth-motion.ts';
import { turnNoise } from './turn-noise.ts';
import type { WalkSettings } from './walk-settings.ts';
import { leastClearanceM, type Walker } from './walk-to.ts';

/** A planned tour of a house. Discrete motion has one frame per pose: the first before any action, then one after each action. */
export interface Walkthrough {
  readonly poses: readonly Pose[];
  /** What the agent does; in smooth motion, the actions whose way the poses glide along. */
  readonly actions: readonly string[];
  /** Id of the room that the walk begins in. */
  readonly startRoom: string;
  /** Ids in the order of the visits; every one was looked around in. */
  readonly roomsVisited: readonly string[];
  /** Ids of the rooms without a visit, in the house's order; `problems` says why. */
  readonly roomsMissed: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Plans an agent's tour through every room it can reach: from a random place it walks to a roomy spot in each room, depth first over the
 * rooms, and looks all around there; the `coverage` tour adds detours to what would otherwise not be shown well. Rooms that cannot be reached,
 * or not within `maxSteps`, are missed and reported. The same scene and settings give the same tour. Throws `house.no-walk` where no tour is
 * possible at all. Source: SIMS-V's house walkthrough task.
 */
export function planWalkthrough(scene: Scene, settings: WalkSettings): Walkthrough {
  const space = freeSpaceFromScene(scene, settings.gridM);
  const territory = largestTerritory(space, leastClearanceM(settings));
  if (territory === null) {
    const message = `There is no place in ${scene.id} where the agent fits: walls and furniture leave less than ${leastClearanceM(settings)} m around it.`;
    throw new AppError('house.no-walk', message, { where: { item: scene.id } });
  }
  const start = drawStart({ scene, territory, space, settings });
  const { walker, walk } = walkTour(scene, territory, space, settings, start);
  if (walk.visited.length === 0) {
    const reason = walk.isCutShort
      ? `${settings.maxSteps} steps are too few for even one room`
      : 'no spot to look around from can be reached';
    throw new AppError('house.no-walk', `No walk through ${scene.id}: ${reason}.`, { where: { item: scene.id } });
  }
  const { agent } = walker;
  agent.act('done');
  const roomsVisited = walk.visited.map((room) => scene.rooms[room]?.id as string);
  const roomsMissed = scene.rooms.map(({ id }) => id).filter((id) => !roomsVisited.includes(id));
  const problems = roomsMissed.map((id) => missedRoom(id, walk.isCutShort ? settings.maxSteps : null));
  const poses = settings.motion === 'smooth' ? smoothPoses(agent, settings.fps) : agent.poses;
  const startRoom = scene.rooms[start.room]?.id as string;
  return { poses, actions: agent.actions, startRoom, roomsVisited, roomsMissed, problems };
}

/**
 * Several walks through a house, one per seed. They begin in different rooms as long as there are some left; a walk depends on its own seed and
 * the walks before it, not on those after it. Throws as {@link planWalkthrough}.
 */
export function planWalkthroughs(scene: Scene, settings: WalkSettings, seeds: readonly number[]): Walkthrough[] {
  const walks: Walkthrough[] = [];
  for (const seed of seeds) {
    walks.push(planWalkthrough(scene, { ...settings, seed, avoidStartRooms: walks.map(({ startRoom }) => startRoom) }));
  }
  return walks;
}

interface Start {
  readonly room: number;
  readonly place: PlanPoint;
  readonly yawDeg: number;
}

interface StartChoice {
  readonly scene: Scene;
  readonly territory: Territory;
  readonly space: FreeSpace;
  readonly settings: WalkSettings;
}

function drawStart({ scene, territory, space, settings }: StartChoice): Start {
  const random = xoroshiro128plus(settings.seed);
  const draw = <T>(items: readonly T[]): T => items[uniformInt(random, 0, items.length - 1)] as T;
  const rooms = [...territory.cellsByRoom.keys()].sort((a, b) => a - b);
  const freshRooms = rooms.filter((each) => !settings.avoidStartRooms.includes(scene.rooms[each]?.id ?? ''));
  const drawn = draw(rooms);
  // A second draw only where the first one is taken, so that the rooms to avoid change nothing else.
  const room = freshRooms.length === 0 || freshRooms.includes(drawn) ? drawn : draw(freshRooms);
  const cells = territory.cellsByRoom.get(room) ?? [];
  const airy = cells.filter((cell) => (space.clearanceM[cell] as number) >= leastClearanceM(settings) + 0.1);
  const place = space.centerOf(draw(airy.length > 0 ? airy : cells));
  const yaws = Math.max(1, Math.round(360 / settings.turnDeg));
  return { room, place, yawDeg: (uniformInt(random, 0, yaws - 1) * settings.turnDeg) % 360 };
}

function walkTour(scene: Scene, territory: Territory, space: FreeSpace, settings: WalkSettings, start: Start): Walked {
  const newWalker = (): Walker => ({
    agent: new Agent(start.place, start.yawDeg, settings, turnNoise(settings.seed, settings.yawNoiseDeg)),
    space,
    settings,
  });
  const walker = newWalker();
  const tour = { scene, territory, stops: planStops(scene, space, territory, start.room) };
  const plain = { walker, walk: walkRooms(walker, tour, () => stepsUsed(walker)) };
  return settings.tour === 'coverage' ? extendTour(plain, tour, newWalker(), stepsUsed) : plain;
}

/** What a walk takes of `maxSteps`: frames after the first. */
function stepsUsed({ agent, settings }: Walker): number {
  return settings.motion === 'smooth' ? smoothPoses(agent, settings.fps).length - 1 : agent.actions.length;
}

function missedRoom(item: string, maxSteps: number | null): Problem {
  const reason = maxSteps === null ? 'the agent cannot get there' : `the walk would be longer than ${maxSteps} steps`;
  return { code: 'house.no-walk', item, message: `${item} is not visited: ${reason}. The rest of the walk is intact.` };
}
