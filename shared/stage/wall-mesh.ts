import { isInsidePolygon } from '../geometry/polygon.ts';
import type { PlanPoint, Vec3 } from '../geometry/vector.ts';
import type { Opening, Room, Wall } from '../model/scene.ts';
import type { Light, MeshBuilder } from './mesh-builder.ts';
import { outdoorLight, type RoomShade, type WallExtent, wallLight } from './stage-light.ts';
import { baseboardColor, outerWallColor, wallColor } from './surface-colors.ts';

/** A hole in a wall: metres along it from its start, and heights. */
export interface Hole {
  readonly fromM: number;
  readonly toM: number;
  readonly bottomM: number;
  readonly topM: number;
}

/** A wall's own frame: `u` runs from start to end, and `normal` points to the side it is seen from. */
interface Face {
  readonly lengthM: number;
  readonly normal: Vec3;
  readonly pointAt: (u: number, v: number, outM?: number) => Vec3;
  readonly alongM: (p: Vec3) => number;
  /** Whether a quad given as left-bottom, right-bottom… along `u` must be reversed to face `normal`. */
  readonly isReversed: boolean;
}

const columnM = 0.5;
const cornerColumnsM = [0.14, 0.4];
const rowsM = [0.13, 0.36, 0.9, 1.6];
const baseboardHeightM = 0.09;
const baseboardDepthM = 0.012;
/** Walls reach this far past floor and ceiling, so that no gap can open along their edges. */
const overlapM = 0.02;

/**
 * Adds one face of a wall with its holes cut out. Faces have no thickness and lie exactly in the wall's plane, like the source's:
 * furniture and pictures stand within millimetres of it. The two faces of a wall between rooms lie back to back, and
 * culling shows each room its own.
 */
export function addWall(
  mesh: MeshBuilder,
  wall: Wall,
  openings: readonly Opening[],
  rooms: readonly Room[],
  shade: RoomShade | null,
  instanceId: number,
): void {
  const face = faceOf(wall, rooms);
  if (face === null) return;
  const room = rooms.find(({ id }) => id === wall.roomId);
  const color = room === undefined ? outerWallColor : wallColor(room.roomType, room.id, wall.material);
  const light = shade === null || room === undefined ? outdoorLight : wallLight(shade, extentOf(face, room));
  const holes = openings.filter(({ wallIds }) => wallIds.includes(wall.id)).map((opening) => holeOf(opening, face));
  addFace(mesh, face, wall, holes, color, instanceId, light);
  if (room !== undefined) addBaseboard(mesh, face, holes, instanceId, light);
}

function faceOf(wall: Wall, rooms: readonly Room[]): Face | null {
  const [sx, sz] = wall.startM;
  const lengthM = Math.hypot(wall.endM[0] - sx, wall.endM[1] - sz);
  if (lengthM < 1e-6) return null;
  const [dx, dz] = [(wall.endM[0] - sx) / lengthM, (wall.endM[1] - sz) / lengthM];
  const isSeenFromRight = isFacingRight(wall, [dx, dz], lengthM, rooms);
  const normal: Vec3 = isSeenFromRight ? [dz, 0, -dx] : [-dz, 0, dx];
  return {
    lengthM,
    normal,
    // The ends are copied, not computed, so that neighbouring walls share their corner to the last bit.
    pointAt: (u, v, outM = 0) => {
      const [x, z] = u >= lengthM ? wall.endM : u <= 0 ? wall.startM : [sx + dx * u, sz + dz * u];
      return [x + normal[0] * outM, v, z + normal[2] * outM];
    },
    alongM: (p) => (p[0] - sx) * dx + (p[2] - sz) * dz,
    isReversed: isSeenFromRight,
  };
}

/** An end is an inner corner when the room does not go on past it: at outer corners and in straight runs it does. */
function extentOf({ lengthM, alongM, pointAt, normal }: Face, room: Room): WallExtent {
  const [from, to] = [pointAt(0, 0), pointAt(lengthM, 0)];
  const [dx, dz] = [(to[0] - from[0]) / lengthM, (to[2] - from[2]) / lengthM];
  const isRoomBeyond = (end: Vec3, sign: 1 | -1): boolean =>
    isInsidePolygon([end[0] + 0.05 * (sign * dx + normal[0]), end[2] + 0.05 * (sign * dz + normal[2])], room.floorPolygonM);
  return { lengthM, alongM, isInnerCorner: { start: !isRoomBeyond(from, -1), end: !isRoomBeyond(to, 1) } };
}

/** An inner face looks into its room, an outer one away from every room; without rooms a face looks to the right of start-to-end, as ProcTHOR's do. */
function isFacingRight(wall: Wall, [dx, dz]: PlanPoint, lengthM: number, rooms: readonly Room[]): boolean {
  const at = (side: 1 | -1): PlanPoint => [
    wall.startM[0] + (dx * lengthM) / 2 + side * dz * 0.02,
    wall.startM[1] + (dz * lengthM) / 2 - side * dx * 0.02,
  ];
  const room = rooms.find(({ id }) => id === wall.roomId);
  if (room !== undefined) return !isInsidePolygon(at(-1), room.floorPolygonM) || isInsidePolygon(at(1), room.floorPolygonM);
  return !rooms.some(({ floorPolygonM }) => isInsidePolygon(at(1), floorPolygonM));
}

/** The rectangle an opening cuts out of a wall, in the wall's own coordinates and within its length. */
function holeOf(opening: Opening, face: Face): Hole {
  const ends = [opening.startM, opening.endM].map(([x, z]) => Math.min(face.lengthM, Math.max(0, face.alongM([x, 0, z]))));
  return { fromM: Math.min(...ends), toM: Math.max(...ends), bottomM: opening.bottomM, topM: opening.topM };
}

function addFace(
  mesh: MeshBuilder,
  face: Face,
  { heightM }: Wall,
  holes: readonly Hole[],
  color: Vec3,
  instanceId: number,
  light: Light,
): void {
  const shadeColumns = light === outdoorLight ? [] : columnLevels(face.lengthM);
  const columns = levels(0, face.lengthM, [...shadeColumns, ...holes.flatMap(({ fromM, toM }) => [fromM, toM])]);
  for (let c = 1; c < columns.length; c++) {
    const [left, right] = [columns[c - 1] as number, columns[c] as number];
    const here = holes.filter(({ fromM, toM }) => fromM < (left + right) / 2 && (left + right) / 2 < toM);
    const rows = levels(-overlapM, heightM + overlapM, [...rowsM, heightM - 0.4, ...here.flatMap(({ bottomM, topM }) => [bottomM, topM])]);
    for (let r = 1; r < rows.length; r++) {
      const [low, high] = [rows[r - 1] as number, rows[r] as number];
      const middleM = (low + high) / 2;
      if (here.some(({ bottomM, topM }) => (bottomM <= 0 || bottomM < middleM) && middleM < topM)) continue;
      addQuad(mesh, face, [left, right], [low, high], 0, color, instanceId, light);
    }
  }
}

/** A white board along the foot of the wall, interrupted by doors: a front and a top. */
function addBaseboard(mesh: MeshBuilder, face: Face, holes: readonly Hole[], instanceId: number, light: Light): void {
  const gaps = holes.filter(({ bottomM }) => bottomM < baseboardHeightM);
  const columns = levels(0, face.lengthM, [...columnLevels(face.lengthM), ...gaps.flatMap(({ fromM, toM }) => [fromM, toM])]);
  for (let c = 1; c < columns.length; c++) {
    const [left, right] = [columns[c - 1] as number, columns[c] as number];
    if (gaps.some(({ fromM, toM }) => fromM < (left + right) / 2 && (left + right) / 2 < toM)) continue;
    addQuad(mesh, face, [left, right], [-overlapM, baseboardHeightM], baseboardDepthM, baseboardColor, instanceId, light);
    const top = [
      face.pointAt(left, baseboardHeightM, baseboardDepthM),
      face.pointAt(right, baseboardHeightM, baseboardDepthM),
      face.pointAt(right, baseboardHeightM),
      face.pointAt(left, baseboardHeightM),
    ];
    mesh.addPolygon(face.isReversed ? top.reverse() : top, [0, 1, 0], baseboardColor, instanceId, light);
  }
}

function addQuad(
  mesh: MeshBuilder,
  face: Face,
  [left, right]: readonly [number, number],
  [low, high]: readonly [number, number],
  outM: number,
  color: Vec3,
  instanceId: number,
  light: Light,
): void {
  const corners = [
    face.pointAt(left, low, outM),
    face.pointAt(right, low, outM),
    face.pointAt(right, high, outM),
    face.pointAt(left, high, outM),
  ];
  mesh.addPolygon(face.isReversed ? corners.reverse() : corners, face.normal, color, instanceId, light);
}

/** Denser towards the ends, where the shade of the corner falls. */
function columnLevels(lengthM: number): number[] {
  const count = Math.max(1, Math.round(lengthM / columnM));
  const even = Array.from({ length: count }, (_, i) => (i * lengthM) / count);
  return lengthM < 1 ? even : [...even, ...cornerColumnsM, ...cornerColumnsM.map((m) => lengthM - m)];
}

/** The inner levels between two ends, in order, those closer than a few millimetres merged into one. */
function levels(lowM: number, highM: number, inner: readonly number[]): number[] {
  const sorted = inner.filter((v) => v > lowM + 0.004 && v < highM - 0.004).sort((a, b) => a - b);
  const kept = sorted.filter((v, i) => i === 0 || v - (sorted[i - 1] as number) > 1e-6);
  return [lowM, ...kept, highM];
}
