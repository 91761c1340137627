import { isInsidePolygon } from '../geometry/polygon.ts';
import type { PlanPoint, Vec3 } from '../geometry/vector.ts';
import type { Opening, Room, Wall } from '../model/scene.ts';
import { neededLevels } from './light-cells.ts';
import type { Light, MeshBuilder } from './mesh-builder.ts';
import { brightnessOf } from './room-light.ts';
import { outdoorLight, type RoomShade, surfaceLight } from './stage-light.ts';
import type { StageDetail } from './stage-quality.ts';
import { baseboardColor, outerWallColor, type WallLook, wallLook } from './surface-colors.ts';

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

/** Places near the ends of a wall where a column may start, for the shade of the corner. */
const cornerColumnsM = [0.12, 0.3];
/** Heights where rows may start; the shade of the floor lies on the lower ones. */
const rowsM = [0.14, 0.4, 0.7, 1, 1.35, 1.8, 2.3];
/** Heights at which the light decides where columns start. */
const probesM = [0.2, 0.6, 1.2];
const baseboardHeightM = 0.09;
const baseboardDepthM = 0.012;
/** Walls reach this far past floor and ceiling, so that no gap can open along their edges. */
const overlapM = 0.02;

/**
 * Adds one face of a wall with its holes cut out. Faces have no thickness and lie exactly in the wall's plane, like the source's:
 * furniture and pictures stand within millimetres of it. The two faces of a wall between rooms lie back to back, and
 * culling shows each room its own.
 */
export function addWall(mesh: MeshBuilder, wall: Wall, setting: WallSetting, instanceId: number): void {
  const { openings, rooms, shade, detail } = setting;
  const face = faceOf(wall, rooms);
  if (face === null) return;
  const room = rooms.find(({ id }) => id === wall.roomId);
  const look: WallLook = room === undefined ? { color: outerWallColor, band: null } : wallLook(room.roomType, room.id, wall.material);
  const light = shade === null || room === undefined ? outdoorLight : surfaceLight(shade);
  const holes = openings.filter(({ wallIds }) => wallIds.includes(wall.id)).map((opening) => holeOf(opening, face));
  const columns = columnLevels(face, light, detail);
  const rows = rowLevels(face, wall.heightM, [0, ...columns, face.lengthM], light, detail);
  addFace(mesh, face, wall, holes, { columns, rows }, look, { instanceId, light });
  // Thin and right in the corner, a board would come out black: it is lit like the wall above it.
  const boardLight: Light = (p, n, color) => light([p[0], p[1] + 0.14, p[2]], n, color);
  if (room !== undefined) addBaseboard(mesh, face, holes, columns, { instanceId, light: boardLight });
}

/** What a wall stands in. */
export interface WallSetting {
  readonly openings: readonly Opening[];
  readonly rooms: readonly Room[];
  /** Null for an outer face. */
  readonly shade: RoomShade | null;
  readonly detail: StageDetail;
}

interface Paint {
  readonly instanceId: number;
  readonly light: Light;
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
  cuts: { readonly columns: readonly number[]; readonly rows: readonly number[] },
  { color, band }: WallLook,
  paint: Paint,
): void {
  const columns = levels(0, face.lengthM, [...cuts.columns, ...holes.flatMap(({ fromM, toM }) => [fromM, toM])]);
  const shadeRows = [...cuts.rows, ...(band === null ? [] : [band.topM])];
  for (let c = 1; c < columns.length; c++) {
    const [left, right] = [columns[c - 1] as number, columns[c] as number];
    const here = holes.filter(({ fromM, toM }) => fromM < (left + right) / 2 && (left + right) / 2 < toM);
    const rows = levels(-overlapM, heightM + overlapM, [...shadeRows, ...here.flatMap(({ bottomM, topM }) => [bottomM, topM])]);
    for (let r = 1; r < rows.length; r++) {
      const [low, high] = [rows[r - 1] as number, rows[r] as number];
      const middleM = (low + high) / 2;
      if (here.some(({ bottomM, topM }) => (bottomM <= 0 || bottomM < middleM) && middleM < topM)) continue;
      addQuad(mesh, face, [left, right], [low, high], 0, band !== null && middleM < band.topM ? band.color : color, paint);
    }
  }
}

/** A white board along the foot of the wall, interrupted by doors: a front and a top. */
function addBaseboard(mesh: MeshBuilder, face: Face, holes: readonly Hole[], shadeColumns: readonly number[], paint: Paint): void {
  const gaps = holes.filter(({ bottomM }) => bottomM < baseboardHeightM);
  const columns = levels(0, face.lengthM, [...shadeColumns, ...gaps.flatMap(({ fromM, toM }) => [fromM, toM])]);
  for (let c = 1; c < columns.length; c++) {
    const [left, right] = [columns[c - 1] as number, columns[c] as number];
    if (gaps.some(({ fromM, toM }) => fromM < (left + right) / 2 && (left + right) / 2 < toM)) continue;
    addQuad(mesh, face, [left, right], [-overlapM, baseboardHeightM], baseboardDepthM, baseboardColor, paint);
    const top = [
      face.pointAt(left, baseboardHeightM, baseboardDepthM),
      face.pointAt(right, baseboardHeightM, baseboardDepthM),
      face.pointAt(right, baseboardHeightM),
      face.pointAt(left, baseboardHeightM),
    ];
    mesh.addPolygon(face.isReversed ? top.reverse() : top, [0, 1, 0], baseboardColor, paint.instanceId, paint.light);
  }
}

function addQuad(
  mesh: MeshBuilder,
  face: Face,
  [left, right]: readonly [number, number],
  [low, high]: readonly [number, number],
  outM: number,
  color: Vec3,
  { instanceId, light }: Paint,
): void {
  const corners = [
    face.pointAt(left, low, outM),
    face.pointAt(right, low, outM),
    face.pointAt(right, high, outM),
    face.pointAt(left, high, outM),
  ];
  mesh.addPolygon(face.isReversed ? corners.reverse() : corners, face.normal, color, instanceId, light);
}

/** Where columns start for the sake of the light: close in corners and beside furniture, far apart on an empty wall. */
function columnLevels({ lengthM, pointAt, normal }: Face, light: Light, { wallStepM, lightTolerance }: StageDetail): number[] {
  if (light === outdoorLight) return [];
  const count = Math.max(1, Math.round(lengthM / wallStepM));
  const even = Array.from({ length: count - 1 }, (_, i) => ((i + 1) * lengthM) / count);
  const corners = lengthM < 1 || wallStepM > 0.5 ? [] : [...cornerColumnsM, ...cornerColumnsM.map((m) => lengthM - m)];
  const candidates = levels(0, lengthM, [...even, ...corners]);
  const at = (u: number): number[] => probesM.map((v) => brightnessOf(light(pointAt(u, v), normal, [0.75, 0.75, 0.75])));
  return neededLevels(candidates, at, lightTolerance).slice(1, -1);
}

/** Where rows start, the same ones all along the wall, so that its columns meet without gaps. */
function rowLevels(
  { pointAt, normal }: Face,
  heightM: number,
  columns: readonly number[],
  light: Light,
  { lightTolerance, isShaded }: StageDetail,
): number[] {
  if (light === outdoorLight || !isShaded) return [];
  const at = (v: number): number[] => columns.map((u) => brightnessOf(light(pointAt(u, v), normal, [0.75, 0.75, 0.75])));
  return neededLevels(levels(0, heightM, rowsM), at, lightTolerance).slice(1, -1);
}

/** The inner levels between two ends, in order, those closer than a few millimetres merged into one. */
function levels(lowM: number, highM: number, inner: readonly number[]): number[] {
  const sorted = inner.filter((v) => v > lowM + 0.004 && v < highM - 0.004).sort((a, b) => a - b);
  const kept = sorted.filter((v, i) => i === 0 || v - (sorted[i - 1] as number) > 1e-6);
  return [lowM, ...kept, highM];
}
