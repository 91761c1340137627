import { add, cross, dot, length, scale, subtract, type Vec3 } from '../../shared/geometry/vector.ts';
import type { CompiledStage, StageChunk } from '../../shared/stage/compiled-stage.ts';

/** A solid upright rectangle of wall between floor and ceiling: what lies behind it cannot be seen through it. */
export interface WallOccluder {
  /** Points to the side the wall is seen from. */
  readonly normal: Vec3;
  /** Corners in order around the rectangle. */
  readonly cornersM: readonly [Vec3, Vec3, Vec3, Vec3];
}

/** Narrower or lower pieces hide too little to be worth a test. */
const leastSideM = 0.4;
/** An eye this near to a wall might look past it through the near plane. */
const leastEyeDistanceM = 0.1;
/** Things this close behind a wall's plane are drawn, among them the wall itself. */
const behindM = 1e-3;

/** The wall's triangles in one plane. Along the wall (`u`) they come in columns; a column without a hole is solid from floor to ceiling. */
interface Face {
  readonly normal: Vec3;
  /** A point of the plane. */
  readonly originM: Vec3;
  /** By "left|right" in u: that column's area. */
  readonly columns: Map<string, { readonly fromU: number; readonly toU: number; areaM2: number }>;
  lowM: number;
  highM: number;
}

/** The solid pieces of all walls, each as wide as holes allow. Done once per recording. */
export function wallOccluders(stage: CompiledStage): WallOccluder[] {
  const faces = new Map<string, Face>();
  for (const chunk of stage.chunks) {
    for (let i = 0; i < chunk.indices.length; i += 3) {
      const id = chunk.instanceIds[chunk.indices[i] as number] as number;
      if (stage.instances[id - 1]?.kind === 'wall') noteTriangle(faces, id, [0, 1, 2].map((k) => cornerOf(chunk, i + k)) as Triangle);
    }
  }
  return [...faces.values()].flatMap(solidPieces);
}

type Triangle = [Vec3, Vec3, Vec3];

function cornerOf({ positions, indices }: StageChunk, index: number): Vec3 {
  const at = (indices[index] as number) * 3;
  return [positions[at] as number, positions[at + 1] as number, positions[at + 2] as number];
}

function noteTriangle(faces: Map<string, Face>, id: number, [a, b, c]: Triangle): void {
  const across = cross(subtract(b, a), subtract(c, a));
  const normal = scale(across, 1 / length(across));
  if (!(Math.abs(normal[1]) < 1e-3)) return;
  const key = [id, ...normal.map((v) => v.toFixed(3)), dot(normal, a).toFixed(3)].join('|');
  const face = faces.get(key) ?? { normal, originM: a, columns: new Map(), lowM: a[1], highM: a[1] };
  faces.set(key, face);
  const us = [a, b, c].map((p) => alongU(face, p));
  const [fromU, toU] = [Math.min(...us), Math.max(...us)];
  const columnKey = `${fromU.toFixed(4)}|${toU.toFixed(4)}`;
  const column = face.columns.get(columnKey) ?? { fromU, toU, areaM2: 0 };
  column.areaM2 += length(across) / 2;
  face.columns.set(columnKey, column);
  face.lowM = Math.min(face.lowM, a[1], b[1], c[1]);
  face.highM = Math.max(face.highM, a[1], b[1], c[1]);
}

/** Horizontal coordinate along the face. */
function alongU({ normal, originM }: Face, p: Vec3): number {
  return (p[0] - originM[0]) * normal[2] - (p[2] - originM[2]) * normal[0];
}

function solidPieces(face: Face): WallOccluder[] {
  const { normal, originM, lowM, highM } = face;
  const heightM = highM - lowM;
  if (heightM < leastSideM) return [];
  const solid = [...face.columns.values()]
    .filter(({ fromU, toU, areaM2 }) => areaM2 > (toU - fromU) * heightM * 0.9999 - 1e-6)
    .sort((a, b) => a.fromU - b.fromU);
  const runs: { fromU: number; toU: number }[] = [];
  for (const { fromU, toU } of solid) {
    const last = runs.at(-1);
    if (last !== undefined && Math.abs(fromU - last.toU) < 1e-4) last.toU = toU;
    else runs.push({ fromU, toU });
  }
  const pointAt = (u: number, y: number): Vec3 => [originM[0] + normal[2] * u, y, originM[2] - normal[0] * u];
  return runs
    .filter(({ fromU, toU }) => toU - fromU >= leastSideM)
    .map(({ fromU, toU }) => ({
      normal,
      cornersM: [pointAt(fromU, lowM), pointAt(toU, lowM), pointAt(toU, highM), pointAt(fromU, highM)],
    }));
}

/**
 * Returns a test that is true for bounds (least corner, then greatest) that lie wholly in the shadow of one wall as seen from `eyeM`.
 * It errs on the side of false: whatever is visible is never called hidden.
 */
export function hiddenBehindWalls(occluders: readonly WallOccluder[], eyeM: Vec3): (bounds: Float64Array) => boolean {
  const shadows = occluders.flatMap((occluder) => shadowOf(occluder, eyeM) ?? []);
  return (bounds) => shadows.some((planes) => isInside(bounds, planes));
}

/** Five planes (x, y, z, d each; inside where x, y, z times p exceeds d), or null when the wall is seen from behind or from too near. */
function shadowOf({ normal, cornersM }: WallOccluder, eyeM: Vec3): Float64Array | null {
  const planeD = dot(normal, cornersM[0]);
  if (dot(normal, eyeM) - planeD < leastEyeDistanceM) return null;
  const centerM = scale(add(cornersM[0], cornersM[2]), 0.5);
  const planes = new Float64Array(20);
  planes.set([...scale(normal, -1), behindM - planeD]);
  for (let k = 0; k < 4; k += 1) {
    const across = cross(subtract(cornersM[k] as Vec3, eyeM), subtract(cornersM[(k + 1) % 4] as Vec3, eyeM));
    const inward = dot(across, subtract(centerM, eyeM)) < 0 ? scale(across, -1) : across;
    planes.set([...inward, dot(inward, eyeM)], 4 * (k + 1));
  }
  return planes;
}

function isInside(bounds: Float64Array, planes: Float64Array): boolean {
  for (let p = 0; p < planes.length; p += 4) {
    let least = -(planes[p + 3] as number);
    for (let k = 0; k < 3; k += 1) {
      const slope = planes[p + k] as number;
      least += slope * (bounds[slope > 0 ? k : k + 3] as number);
    }
    if (least < 0) return false;
  }
  return true;
}
