import { boxCorners } from '../geometry/box.ts';
import { distanceToOutlineM, isInsidePolygon, polygonCentroid } from '../geometry/polygon.ts';
import { type PlanPoint, planFromWorld } from '../geometry/vector.ts';
import type { Opening, Scene, SceneObject, Wall } from '../model/scene.ts';

/** A straight piece of a wall in the plan. */
export type PlanSegment = readonly [fromM: PlanPoint, toM: PlanPoint];

/** A house seen from above, as plain data in metres; x to the right, z up. */
export interface FloorPlan {
  readonly minM: PlanPoint;
  readonly maxM: PlanPoint;
  readonly rooms: readonly PlanRoom[];
  readonly walls: readonly PlanWall[];
  readonly openings: readonly PlanOpening[];
  /** In the order of `Scene.objects`, without the doors and windows. */
  readonly objects: readonly PlanObject[];
}

/** A room's outline and a point well inside it for its label. */
export interface PlanRoom {
  readonly id: string;
  readonly roomType: string;
  readonly outlineM: readonly PlanPoint[];
  readonly labelM: PlanPoint;
}

/** What is left of a wall face beside its doors and windows. */
export interface PlanWall {
  readonly id: string;
  readonly roomId: string | null;
  readonly segmentsM: readonly PlanSegment[];
}

/** A door or window as a line in its wall. */
export interface PlanOpening {
  readonly id: string;
  readonly kind: Opening['kind'];
  readonly objectType: string;
  readonly startM: PlanPoint;
  readonly endM: PlanPoint;
  /** A door that stands open, or that has no leaf. */
  readonly isPassable: boolean;
}

/** An object's outline from above: for an upright box its turned rectangle. */
export interface PlanObject {
  readonly id: string;
  readonly objectIndex: number;
  readonly objectType: string;
  /** Corners counter-clockwise with x to the right and z up. */
  readonly footprintM: readonly PlanPoint[];
  readonly centerM: PlanPoint;
  /** Height of the upper side: draw low objects first. */
  readonly topM: number;
}

/** What the map shows of a scene. A scene without walls (no house file) gives its objects' footprints only. */
export function floorPlanFromScene(scene: Scene): FloorPlan {
  const rooms = scene.rooms.map(
    ({ id, roomType, floorPolygonM }): PlanRoom => ({ id, roomType, outlineM: floorPolygonM, labelM: labelPoint(floorPolygonM) }),
  );
  const openingIds = new Set(scene.openings.map(({ id }) => id));
  const objects = scene.objects.flatMap((object, index) =>
    openingIds.has(object.id) || !isPlaced(object) ? [] : [planObject(object, index)],
  );
  return {
    ...boundsOf([...rooms.flatMap(({ outlineM }) => outlineM), ...objects.flatMap(({ footprintM }) => footprintM)]),
    rooms,
    walls: scene.walls
      .filter(({ isOpenBoundary }) => !isOpenBoundary)
      .map((wall) => ({ id: wall.id, roomId: wall.roomId, segmentsM: solidSegments(wall, scene.openings) })),
    openings: scene.openings.map(planOpening),
    objects,
  };
}

/**
 * A point inside a polygon about as far from its outline as possible: the best of a grid, refined three times. Unlike the
 * centroid it never falls into the notch of an L-shaped room.
 */
export function labelPoint(outlineM: readonly PlanPoint[]): PlanPoint {
  const { minM, maxM } = boundsOf(outlineM);
  let best = polygonCentroid(outlineM);
  let bestM = isInsidePolygon(best, outlineM) ? distanceToOutlineM(best, outlineM) : -1;
  let [centre, halfX, halfZ]: [PlanPoint, number, number] = [
    [(minM[0] + maxM[0]) / 2, (minM[1] + maxM[1]) / 2],
    (maxM[0] - minM[0]) / 2,
    (maxM[1] - minM[1]) / 2,
  ];
  for (let round = 0; round < 4; round++) {
    for (let i = -6; i <= 6; i++) {
      for (let j = -6; j <= 6; j++) {
        const point: PlanPoint = [centre[0] + (i / 6.5) * halfX, centre[1] + (j / 6.5) * halfZ];
        if (!isInsidePolygon(point, outlineM)) continue;
        const distanceM = distanceToOutlineM(point, outlineM);
        if (distanceM > bestM + 1e-9) [best, bestM] = [point, distanceM];
      }
    }
    [centre, halfX, halfZ] = [best, halfX / 4, halfZ / 4];
  }
  return best;
}

function solidSegments(wall: Wall, openings: readonly Opening[]): PlanSegment[] {
  const [sx, sz] = wall.startM;
  const lengthM = Math.hypot(wall.endM[0] - sx, wall.endM[1] - sz);
  if (lengthM === 0) return [];
  const [dx, dz] = [(wall.endM[0] - sx) / lengthM, (wall.endM[1] - sz) / lengthM];
  const holes = openings
    .filter(({ wallIds }) => wallIds.includes(wall.id))
    .map(({ startM, endM }) => [startM, endM].map(([x, z]) => (x - sx) * dx + (z - sz) * dz).sort((a, b) => a - b) as [number, number])
    .sort((a, b) => a[0] - b[0]);
  const at = (u: number): PlanPoint => [sx + dx * u, sz + dz * u];
  const segments: PlanSegment[] = [];
  let reachedM = 0;
  for (const [fromM, toM] of [...holes, [lengthM, lengthM] as const]) {
    const endM = Math.min(lengthM, fromM);
    if (endM - reachedM > 1e-6) segments.push([at(reachedM), at(endM)]);
    reachedM = Math.max(reachedM, toM);
  }
  return segments;
}

function planOpening({ id, kind, objectType, startM, endM, openness }: Opening): PlanOpening {
  return { id, kind, objectType, startM, endM, isPassable: kind === 'door' && openness > 0 };
}

/** Imported boxes may hold anything; one that lies nowhere cannot be drawn and must not move the others. */
function isPlaced({ orientedBox: { centerM, sizeM, axes } }: SceneObject): boolean {
  return [...centerM, ...sizeM, ...axes.flat()].every(Number.isFinite);
}

function planObject({ id, objectType, orientedBox }: SceneObject, objectIndex: number): PlanObject {
  const corners = boxCorners(orientedBox);
  return {
    id,
    objectIndex,
    objectType,
    footprintM: convexHull(corners.map(planFromWorld)),
    centerM: planFromWorld(orientedBox.centerM),
    topM: Math.max(...corners.map(([, y]) => y)),
  };
}

/** Andrew's monotone chain; a tenth of a millimetre decides, so that the doubled corners of an upright box merge. */
function convexHull(points: readonly PlanPoint[]): PlanPoint[] {
  const sorted = points.map(([x, z]): PlanPoint => [Math.round(x * 1e4) / 1e4, Math.round(z * 1e4) / 1e4]);
  sorted.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (run: readonly PlanPoint[]): PlanPoint[] => {
    const kept: PlanPoint[] = [];
    for (const point of run) {
      while (kept.length >= 2 && turn(kept.at(-2) as PlanPoint, kept.at(-1) as PlanPoint, point) <= 1e-7) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

function turn(a: PlanPoint, b: PlanPoint, c: PlanPoint): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Bounds of points; the unit square around the origin when there are none. */
function boundsOf(points: readonly PlanPoint[]): { minM: PlanPoint; maxM: PlanPoint } {
  if (points.length === 0) return { minM: [0, 0], maxM: [1, 1] };
  const [xs, zs] = [points.map(([x]) => x), points.map(([, z]) => z)];
  return { minM: [Math.min(...xs), Math.min(...zs)], maxM: [Math.max(...xs), Math.max(...zs)] };
}
