import { distanceToOutlineM, polygonCentroid } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { type FreeSpace, sideNeighbours } from './free-space.ts';

/** Clearance that a place to look around from should have; more is no better. */
const roomyM = 1;
/** Metres of clearance that a metre away from the room's centre must gain to be worth it. */
const centrePull = 0.15;

/** The part of a house that hangs together for the walker. */
export interface Territory {
  /** Reachable cells by room index, ascending. */
  readonly cellsByRoom: ReadonlyMap<number, readonly number[]>;
  /** Room indices that one can step into directly from a room. */
  readonly neighbours: ReadonlyMap<number, ReadonlySet<number>>;
}

/** The connected area with the most rooms, and of those the largest; null where there is no free cell at all. */
export function largestTerritory(space: FreeSpace, leastClearanceM: number): Territory | null {
  const isFree = (cell: number) => (space.clearanceM[cell] as number) >= leastClearanceM;
  const isSeen = new Uint8Array(space.roomOf.length);
  let best: Territory | null = null;
  for (let cell = 0; cell < isSeen.length; cell++) {
    if (isSeen[cell] === 1 || !isFree(cell)) continue;
    const territory = territoryFromCells(space, floodFill(space, cell, isFree, isSeen));
    if (best === null || isLarger(territory, best)) best = territory;
  }
  return best;
}

function floodFill(space: FreeSpace, from: number, isFree: (cell: number) => boolean, isSeen: Uint8Array): number[] {
  const cells = [from];
  isSeen[from] = 1;
  for (let i = 0; i < cells.length; i++) {
    for (const next of sideNeighbours(space, cells[i] as number)) {
      if (isSeen[next] === 1 || !isFree(next)) continue;
      isSeen[next] = 1;
      cells.push(next);
    }
  }
  return cells.sort((a, b) => a - b);
}

function territoryFromCells(space: FreeSpace, cells: readonly number[]): Territory {
  const members = new Set(cells);
  const cellsByRoom = Map.groupBy(cells, (cell) => space.roomOf[cell] as number);
  const neighbours = new Map([...cellsByRoom.keys()].map((room) => [room, new Set<number>()]));
  for (const cell of cells) {
    const room = space.roomOf[cell] as number;
    for (const next of sideNeighbours(space, cell)) {
      const other = space.roomOf[next] as number;
      if (other !== room && members.has(next)) neighbours.get(room)?.add(other);
    }
  }
  return { cellsByRoom, neighbours };
}

function isLarger(a: Territory, b: Territory): boolean {
  if (a.cellsByRoom.size !== b.cellsByRoom.size) return a.cellsByRoom.size > b.cellsByRoom.size;
  return cellCount(a) > cellCount(b);
}

function cellCount({ cellsByRoom }: Territory): number {
  return cellsByRoom.values().reduce((sum, cells) => sum + cells.length, 0);
}

/** Where to look around in a room: roomy, and not far from the middle of its floor. */
export function lookoutCell(scene: Scene, space: FreeSpace, room: number, cells: readonly number[]): number {
  const outline = scene.rooms[room]?.floorPolygonM ?? [];
  const centre = polygonCentroid(outline);
  return bestOf(cells, (cell) => {
    const place = space.centerOf(cell);
    // The outline counts where it is open too: a doorway is roomy, but whoever stands in it is hardly in the room.
    const roomM = Math.min(space.clearanceM[cell] as number, distanceToOutlineM(place, outline), roomyM);
    return roomM - centrePull * distanceM(place, centre);
  });
}

/** Up to `count` further lookouts of a room, each as far as possible from those before it. */
export function furtherLookouts(space: FreeSpace, cells: readonly number[], first: number, count: number): number[] {
  const chosen = [first];
  const roomy = cells.filter((cell) => (space.clearanceM[cell] as number) >= 0.35);
  for (let i = 0; i < count && roomy.length > 0; i++) {
    const next = bestOf(roomy, (cell) => Math.min(...chosen.map((other) => distanceM(space.centerOf(cell), space.centerOf(other)))));
    if (chosen.every((other) => distanceM(space.centerOf(next), space.centerOf(other)) > 0.5)) chosen.push(next);
  }
  return chosen.slice(1);
}

/** Rooms in depth-first preorder from a start, the nearest lookout first at every branch: the order a visitor would take. */
export function roomOrder(territory: Territory, space: FreeSpace, lookouts: ReadonlyMap<number, number>, startRoom: number): number[] {
  const order: number[] = [];
  const at = (room: number): PlanPoint => space.centerOf(lookouts.get(room) as number);
  const visit = (room: number): void => {
    order.push(room);
    const near = [...(territory.neighbours.get(room) ?? [])].sort(
      (a, b) => distanceM(at(room), at(a)) - distanceM(at(room), at(b)) || a - b,
    );
    for (const next of near) if (!order.includes(next)) visit(next);
  };
  visit(startRoom);
  return order;
}

function bestOf(cells: readonly number[], score: (cell: number) => number): number {
  let [best, bestScore] = [cells[0] as number, Number.NEGATIVE_INFINITY];
  for (const cell of cells) {
    const value = score(cell);
    if (value > bestScore) [best, bestScore] = [cell, value];
  }
  return best;
}

function distanceM(a: PlanPoint, b: PlanPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
