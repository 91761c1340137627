import { polygonAreaM2 } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint, Vec3 } from '../../../shared/geometry/vector.ts';
import type { HousePlan, PlannedRoom } from '../house-plan.ts';
import { type KeepFreeArea, keepFreeAreas } from '../plan/keep-free.ts';
import { doorBodies, pointOnWall, type RoomWall, solidPieces, wallsOfRoom } from './room-walls.ts';
import { isInsideOutline, isLevelWith, isNearInPlan, stripInFront, type UprightBox, uprightBox } from './upright-box.ts';
import { WalkGrid } from './walk-grid.ts';

/** Why something cannot stand where it was tried. */
export const refusals = ['outside-room', 'overlap', 'door', 'front', 'window', 'walk', 'no-place', 'no-support'] as const;
/** One of {@link refusals}. */
export type RefusalReason = (typeof refusals)[number];

/** Least gap between two things, and between a thing and a wall. */
const gapM = 0.006;
/** The same between things that stand on furniture. */
const smallGapM = 0.015;
/** A lamp or vase on furniture may rise this far before a window. */
const smallAboveSillM = 0.4;
/** Free floor before a door is this much wider than what the plan asks for. */
const doorMarginM = 0.03;
/** What ends below this height is stepped over, what begins above `headM` is walked under: not in the walker's way. */
const stepM = 0.1;
const headM = 1.6;
/** Whatever must be used from the floor can be walked up to this close. */
const useReachM = 0.55;
/** Share of the empty room's walkable floor, and of the floor still free, that must hang together with the doors. */
const leastOpenShare = 0.38;
const leastJoinedShare = 0.8;

/** Something that stands or is about to stand in a room. */
export interface Body {
  readonly box: UprightBox;
  /** Bodies of one group may stand in each other's front. */
  readonly group: number;
  /** Depth of the free strip in front; 0 for none. */
  readonly frontM: number;
  /** What carries it, with that one's own carriers: it stands within their boxes. Such a body is only held against its neighbours. */
  readonly carriers?: readonly UprightBox[];
}

/** A room while it is furnished: what stands where, and what must stay free. */
export class RoomSpace {
  readonly room: PlannedRoom;
  readonly walls: readonly RoomWall[];
  readonly areaM2: number;
  private readonly bodies: Body[] = [];
  private readonly doorZones: readonly UprightBox[];
  private readonly windowZones: readonly UprightBox[];
  private readonly doorPoints: readonly PlanPoint[];
  private readonly walk: WalkGrid;

  constructor(room: PlannedRoom, plan: HousePlan) {
    const { openings } = plan;
    this.room = room;
    this.areaM2 = polygonAreaM2(room.outlineM);
    this.walls = wallsOfRoom(room, openings);
    this.walk = new WalkGrid(room.outlineM, this.walls.flatMap(solidPieces));
    const doors = this.walls.flatMap((wall) => wall.holes.filter(({ kind }) => kind === 'door').map((hole) => ({ wall, hole })));
    this.doorPoints = doors.map(({ wall, hole }) => pointOnWall(wall, (hole.fromM + hole.toM) / 2, 0.32));
    const areas = keepFreeAreas(plan).filter(({ roomId }) => roomId === room.id);
    this.doorZones = areas.filter(({ kind }) => kind !== 'window').map((area) => zoneOf(area, doorMarginM));
    this.windowZones = areas.filter(({ kind }) => kind === 'window').map((area) => zoneOf(area, 0.02));
    for (const door of openings.filter((opening) => opening.kind === 'door' && opening.roomIds.includes(room.id))) {
      for (const box of doorBodies(door)) this.add({ box, group: -1, frontM: 0 });
    }
  }

  /** Puts bodies down together, or says why one of them cannot stand there and leaves the room as it was. */
  admit(bodies: readonly Body[]): RefusalReason | null {
    const before = this.bodies.length;
    let reason: RefusalReason | null = null;
    for (const body of bodies) {
      reason = this.refuse(body);
      if (reason !== null) break;
      this.add(body);
    }
    const standing = bodies.some(isInTheWay);
    if (reason === null && standing && !this.isWalkable()) reason = 'walk';
    if (reason !== null) this.clearTo(before);
    return reason;
  }

  /** Bodies so far, the door's own included. */
  get bodyCount(): number {
    return this.bodies.length;
  }

  /** Takes away all but the first `count` bodies. */
  clearTo(count: number): void {
    while (this.bodies.length > count) this.remove();
  }

  /** Whether the box touches nothing but what is excepted. */
  isFree(box: UprightBox, leastGapM = gapM, except: readonly UprightBox[] = []): boolean {
    return this.bodies.every((other) => !touches(box, other.box, leastGapM) || except.includes(other.box));
  }

  /** Whether the strip of a wall hole's width before a wall keeps clear of doors and windows (for things that hang). */
  isClearOfHoles(wall: RoomWall, fromM: number, toM: number, bottomM: number, topM: number): boolean {
    const marginM = 0.1;
    return wall.holes.every(
      (hole) => toM < hole.fromM - marginM || fromM > hole.toM + marginM || topM < hole.bottomM - marginM || bottomM > hole.topM + marginM,
    );
  }

  private refuse(body: Body): RefusalReason | null {
    const { box, group, frontM, carriers = [] } = body;
    if (carriers.length > 0) {
      if (this.windowZones.some((zone) => box.topM > zone.bottomM + smallAboveSillM && touches(box, zone, 0))) return 'window';
      return this.isFree(box, smallGapM, carriers) ? null : 'overlap';
    }
    if (!isInsideOutline(box, this.room.outlineM, gapM)) return 'outside-room';
    if (!this.isFree(box)) return 'overlap';
    if (this.doorZones.some((zone) => touches(box, zone, 0))) return 'door';
    if (this.windowZones.some((zone) => box.topM > zone.bottomM && touches(box, zone, 0))) return 'window';
    const isInFront = (other: Body) =>
      other.frontM > 0 && other.group !== group && isNearInPlan(box, stripInFront(other.box, other.frontM, 0.03), 0);
    if (box.bottomM < headM && this.bodies.some(isInFront)) return 'front';
    if (frontM > 0 && !this.isFrontFree(body)) return 'front';
    return null;
  }

  private isFrontFree({ box, group, frontM }: Body): boolean {
    const strip = stripInFront(box, frontM, 0.03);
    if (!isInsideOutline(strip, this.room.outlineM, 0)) return false;
    return this.bodies.every(
      (other) => other.group === group || other.box.bottomM > headM || !isNearInPlan(strip, other.box, 0) || other.box.topM < stepM,
    );
  }

  private isWalkable(): boolean {
    const { reachedCount, freeCount, reachesAll } = this.walk.flood(this.doorPoints);
    if (!reachesAll || reachedCount < leastJoinedShare * freeCount || reachedCount < leastOpenShare * this.walk.emptyCount) return false;
    return this.bodies.every(({ box, frontM }) => frontM === 0 || this.walk.isReachable(box, useReachM));
  }

  private add(body: Body): void {
    this.bodies.push(body);
    if (isInTheWay(body)) this.walk.change(body.box, 1);
  }

  private remove(): void {
    const body = this.bodies.pop() as Body;
    if (isInTheWay(body)) this.walk.change(body.box, -1);
  }
}

function isInTheWay({ box, carriers = [] }: Body): boolean {
  return carriers.length === 0 && box.bottomM < headM && box.topM > stepM && Math.max(box.halfX, box.halfZ) > 0.03;
}

function touches(a: UprightBox, b: UprightBox, gap: number): boolean {
  return isLevelWith(a, b, 0.002) && isNearInPlan(a, b, gap);
}

/** An area of the plan as a box, wider by a margin. */
function zoneOf({ minM, maxM, bottomM, topM }: KeepFreeArea, marginM: number): UprightBox {
  const size: Vec3 = [maxM[0] - minM[0] + 2 * marginM, topM - bottomM, maxM[1] - minM[1] + 2 * marginM];
  return uprightBox([(minM[0] + maxM[0]) / 2, (minM[1] + maxM[1]) / 2], size, 0, bottomM);
}
