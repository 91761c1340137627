import { boxFromWorld, type OrientedBox } from '../geometry/box.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { Part } from './compiled-stage.ts';
import { partBounds } from './furniture/fill-box.ts';

/** Something that takes light from its surroundings: the solid parts of an object as boxes in its own frame. */
export interface Body {
  readonly box: OrientedBox;
  /** Six numbers per part: least x, y, z, then greatest, metres about the box centre. */
  readonly parts: Float64Array;
  /** Whether the body stands upright, so that its own y is the world's. */
  readonly isUpright: boolean;
}

/** Bodies of a room, found by place. */
export interface BodyGrid {
  /** Those that a point may be within {@link bodyReachM} of. */
  near(pointM: Vec3): readonly Body[];
}

/** How far the shade of a body reaches, metres. */
export const bodyReachM = 0.45;

const cellM = 0.5;
/** Trims and decals thinner than this in two directions hide no light worth the time. */
const leastExtentM = 0.035;

/** The body of an object from its parts in its own frame. */
export function bodyFromParts(box: OrientedBox, parts: readonly Part[]): Body {
  const solid = parts.filter(({ sizeM }) => ([...sizeM].sort((a, b) => b - a)[1] as number) >= leastExtentM);
  const bounds = (solid.length > 0 ? solid : parts).map(partBounds);
  return { box, parts: new Float64Array(bounds.flatMap(({ minM, maxM }) => [...minM, ...maxM])), isUpright: box.axes[1][1] > 0.999 };
}

/** Distance of a world point from the nearest part, at most `limitM`; 0 inside. */
export function distanceToBodyM({ box, parts }: Body, pointM: Vec3, limitM: number): number {
  const [x, y, z] = boxFromWorld(box, pointM);
  let least = limitM * limitM;
  const ox = Math.max(0, Math.abs(x) - box.sizeM[0] / 2);
  const oy = Math.max(0, Math.abs(y) - box.sizeM[1] / 2);
  const oz = Math.max(0, Math.abs(z) - box.sizeM[2] / 2);
  if (ox * ox + oy * oy + oz * oz >= least) return limitM;
  for (let i = 0; i < parts.length; i += 6) {
    const dx = Math.max(0, parts[i]! - x, x - parts[i + 3]!);
    const dy = Math.max(0, parts[i + 1]! - y, y - parts[i + 4]!);
    const dz = Math.max(0, parts[i + 2]! - z, z - parts[i + 5]!);
    least = Math.min(least, dx * dx + dy * dy + dz * dz);
  }
  return Math.sqrt(least);
}

/** Sorts bodies into square columns of the plan. */
export function createBodyGrid(bodies: readonly Body[]): BodyGrid {
  const cells = new Map<number, Body[]>();
  const column = (valueM: number): number => Math.floor(valueM / cellM);
  const key = (i: number, k: number): number => i * 65_536 + k;
  for (const body of bodies) {
    const { centerM, sizeM, axes } = body.box;
    const half = (k: 0 | 2): number => axes.reduce((sum, axis, j) => sum + (Math.abs(axis[k]) * (sizeM[j] as number)) / 2, bodyReachM);
    for (let i = column(centerM[0] - half(0)); i <= column(centerM[0] + half(0)); i++) {
      for (let k = column(centerM[2] - half(2)); k <= column(centerM[2] + half(2)); k++) {
        const cell = cells.get(key(i, k));
        if (cell === undefined) cells.set(key(i, k), [body]);
        else cell.push(body);
      }
    }
  }
  return { near: (p) => cells.get(key(column(p[0]), column(p[2]))) ?? [] };
}
