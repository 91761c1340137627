import { isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { RandomIndex } from '../../../shared/questions/question-type.ts';
import type { PlannedOpening, PlannedRoom, RoomType } from '../house-plan.ts';
import type { WallRun } from './cell-plan.ts';
import type { DoorLink } from './door-links.ts';
import { isOuterRunOf } from './judge-layout.ts';
import { areasOverlap, type KeepFreeArea, keepFreeAreas, passageDepthM } from './keep-free.ts';
import { doorFrames, leafDoors, type OpeningAsset } from './opening-assets.ts';
import { pickBetween, pickChance, pickOne } from './plan-random.ts';

/** Least distance of a hole from the corners of both its rooms, and half the least distance between two holes. */
const cornerCm = 15;
const stepCm = 5;
/** Between two open leaves one can walk. */
const wayM = 0.6;
/** A leaf this close to a side wall has no floor behind it. */
const againstWallM = 0.3;

/** A hole that could be cut into a run, `fromCm` along it. */
interface Place {
  readonly run: WallRun;
  readonly fromCm: number;
}

/** The two sides of a door by owner, the one that its leaf swings into first; -1 is outside. */
interface DoorEnds {
  readonly id: string;
  readonly rooms: readonly PlannedRoom[];
  readonly inner: number;
  readonly outer: number;
}

/** Rooms that a leaf rather swings into come first; never into a hallway. */
const swingOrder: readonly RoomType[] = ['Bedroom', 'Bathroom', 'Kitchen', 'LivingRoom', 'Hallway'];

/**
 * Doors for all links, then the front door. Leaves swing into the more private room and lie against a side wall where one is near; no
 * leaf stands in another door's way. Null where a door finds no place.
 */
export function placeDoors(
  rooms: readonly PlannedRoom[],
  runs: readonly WallRun[],
  links: readonly DoorLink[],
  pick: RandomIndex,
): PlannedOpening[] | null {
  const placed: PlannedOpening[] = [];
  const areas: KeepFreeArea[] = [];
  const add = (door: PlannedOpening | null): boolean => {
    if (door !== null) {
      placed.push(door);
      areas.push(...keepFreeAreas({ rooms, openings: [door] }));
    }
    return door !== null;
  };
  // The widest have the fewest places.
  for (const link of links.toSorted((a, b) => Number(b.kind === 'wide') - Number(a.kind === 'wide')))
    if (!add(placeLink(link, rooms, runs, areas, pick))) return null;
  return add(placeFrontDoor(rooms, runs, areas, pick)) ? placed : null;
}

function placeLink(
  { owners, kind }: DoorLink,
  rooms: readonly PlannedRoom[],
  runs: readonly WallRun[],
  taken: readonly KeepFreeArea[],
  pick: RandomIndex,
): PlannedOpening | null {
  const [a, b] = owners;
  const shared = runs.filter(({ before, after }) => (before === a && after === b) || (before === b && after === a));
  const longestCm = 10 * Math.max(...shared.map(({ fromDm, toDm }) => toDm - fromDm));
  const fitting = assetsFor(kind, pick).filter(({ widthCm }) => widthCm + 2 * cornerCm <= longestCm);
  if (fitting.length === 0) return null;
  const asset = pickOne(pick, fitting);
  const swing = swingOrder.indexOf((rooms[a] as PlannedRoom).roomType) <= swingOrder.indexOf((rooms[b] as PlannedRoom).roomType) ? a : b;
  const id = `door|${a + 2}|${b + 2}`;
  const options = placesIn(shared, asset.widthCm).map((place) => doorAt(place, asset, { id, rooms, inner: swing, outer: a + b - swing }));
  return bestOf(options, rooms, taken, kind === 'door', pick);
}

function assetsFor(kind: DoorLink['kind'], pick: RandomIndex): readonly OpeningAsset[] {
  if (kind === 'wide') return doorFrames.filter(({ widthCm }) => widthCm > 120);
  const widthCm = pickChance(pick, 75) ? 90 : 100;
  const narrow = kind === 'frame' ? doorFrames : leafDoors;
  return narrow.filter((asset) => asset.widthCm === widthCm);
}

/** The way in from outside: into the hallway where that has an outer wall, else the living room or the kitchen. */
function placeFrontDoor(
  rooms: readonly PlannedRoom[],
  runs: readonly WallRun[],
  taken: readonly KeepFreeArea[],
  pick: RandomIndex,
): PlannedOpening | null {
  for (const roomType of ['Hallway', 'LivingRoom', 'Kitchen'] as const) {
    for (const widthCm of [100, 90]) {
      const inner = rooms.findIndex((room) => room.roomType === roomType);
      const asset = pickOne(
        pick,
        leafDoors.filter((door) => door.widthCm === widthCm),
      );
      const outside = runs.filter((run) => isOuterRunOf(run, inner));
      const ends = { id: `door|1|${inner + 2}`, rooms, inner, outer: -1 };
      const options = placesIn(outside, widthCm).map((place) => ({ ...doorAt(place, asset, ends), openness: 0 }));
      const door = bestOf(options, rooms, taken, false, pick);
      if (door !== null) return door;
    }
  }
  return null;
}

function placesIn(runs: readonly WallRun[], widthCm: number): Place[] {
  return runs.flatMap((run) => {
    const lastCm = 10 * (run.toDm - run.fromDm) - cornerCm - widthCm;
    const count = lastCm < cornerCm ? 0 : Math.floor((lastCm - cornerCm) / stepCm) + 1;
    return Array.from({ length: count }, (_, k) => ({ run, fromCm: cornerCm + k * stepCm }));
  });
}

/** The opening in a place, turned so that the room `inner` lies on the right of start-to-end, where leaves swing to. */
function doorAt(
  { run, fromCm }: Place,
  { assetId, widthCm, heightCm }: OpeningAsset,
  { id, rooms, inner, outer }: DoorEnds,
): PlannedOpening {
  const at = (alongCm: number): PlanPoint => pointOn(run, alongCm);
  const [low, high] = [at(fromCm), at(fromCm + widthCm)];
  const isLowFirst = run.axis === 'x' ? run.before === inner : run.after === inner;
  const roomIds = [inner, outer].flatMap((owner) => rooms[owner]?.id ?? []);
  const [startM, endM] = isLowFirst ? [low, high] : [high, low];
  return { id, kind: 'door', assetId, startM, endM, bottomM: 0, topM: heightCm / 100, roomIds, openness: 1 };
}

/** A point of a run, exact to the centimetre. */
export function pointOn({ axis, lineDm, fromDm }: WallRun, alongCm: number): PlanPoint {
  const [along, across] = [(10 * fromDm + alongCm) / 100, lineDm / 10];
  return axis === 'x' ? [along, across] : [across, along];
}

/** The best of the doors that stand in no other door's way: near a side wall with a leaf, anywhere without. */
function bestOf(
  options: readonly PlannedOpening[],
  rooms: readonly PlannedRoom[],
  taken: readonly KeepFreeArea[],
  hasLeaf: boolean,
  pick: RandomIndex,
): PlannedOpening | null {
  let best: PlannedOpening | null = null;
  let leastCost = Number.POSITIVE_INFINITY;
  for (const option of options) {
    const areas = keepFreeAreas({ rooms, openings: [option] });
    if (areas.some((area) => taken.some((other) => isInTheWay(area, other)))) continue;
    const sideM = hasLeaf ? Math.min(1.5, distanceToCornerM(option, rooms)) : 0;
    if (hasLeaf && !isClearOfArms(option, rooms)) continue;
    const crowdedCount = areas.filter((area) => taken.some((other) => area.roomId === other.roomId && areasOverlap(area, other))).length;
    const cost = 100 * crowdedCount + Math.round(60 * sideM) + pickBetween(pick, 0, hasLeaf ? 40 : 100);
    if (cost < leastCost) [best, leastCost] = [option, cost];
  }
  return best;
}

/** A leaf may stand in nobody's passage or swing nor bar the way to another, and holes of a wall keep apart. Passages of different walls may cross. */
function isInTheWay(a: KeepFreeArea, b: KeepFreeArea): boolean {
  if (a.roomId !== b.roomId) return false;
  const kinds = [a.kind, b.kind];
  if (kinds.includes('leaf')) return areasOverlap(kinds[0] === kinds[1] ? widened(a, wayM) : a, b);
  return kinds[0] === 'passage' && kinds[1] === 'passage' && areasOverlap(widened(a, cornerCm / 100), b) && isSameWall(a, b);
}

function widened({ minM, maxM }: KeepFreeArea, gapM: number): Pick<KeepFreeArea, 'minM' | 'maxM'> {
  return { minM: [minM[0] - gapM, minM[1] - gapM], maxM: [maxM[0] + gapM, maxM[1] + gapM] };
}

function isSameWall(a: KeepFreeArea, b: KeepFreeArea): boolean {
  return ([0, 1] as const).some((k) => {
    const depthM = a.maxM[k] - a.minM[k];
    const isAcross = Math.abs(depthM - passageDepthM) < 1e-6 && Math.abs(b.maxM[k] - b.minM[k] - passageDepthM) < 1e-6;
    return isAcross && Math.abs(a.minM[k] - b.minM[k]) < 1e-6;
  });
}

/** Whether an open leaf stands close to a side wall or one can walk around its tip; it would shut off the arm of a room else. */
function isClearOfArms({ startM, endM, roomIds }: PlannedOpening, rooms: readonly PlannedRoom[]): boolean {
  const outlineM = rooms.find(({ id }) => id === roomIds[0])?.outlineM ?? [];
  const widthM = Math.hypot(endM[0] - startM[0], endM[1] - startM[1]);
  const [dx, dz] = [(endM[0] - startM[0]) / widthM, (endM[1] - startM[1]) / widthM];
  const isFloor = (alongM: number, inM: number): boolean =>
    isInsidePolygon([startM[0] + alongM * dx + inM * dz, startM[1] + alongM * dz - inM * dx], outlineM);
  const isFloorBehind = [0.2, 0.5, 0.8].some((share) => isFloor(-againstWallM, share * widthM));
  return !isFloorBehind || [-againstWallM, 0, againstWallM].every((alongM) => isFloor(alongM, widthM + wayM));
}

/** From the hinge back along the wall to the next corner of the room that the leaf swings into. */
function distanceToCornerM({ startM, endM, roomIds }: PlannedOpening, rooms: readonly PlannedRoom[]): number {
  const outlineM = rooms.find(({ id }) => id === roomIds[0])?.outlineM ?? [];
  const k = startM[0] === endM[0] ? 1 : 0;
  const sign = Math.sign(endM[k] - startM[k]);
  const behind = outlineM
    .filter((corner) => Math.abs((corner[1 - k] as number) - (startM[1 - k] as number)) < 0.001)
    .map((corner) => sign * (startM[k] - corner[k]));
  return Math.min(...behind.filter((distance) => distance >= 0));
}
