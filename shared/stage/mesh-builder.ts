import type { Vec3 } from '../geometry/vector.ts';
import type { StageChunk } from './compiled-stage.ts';

/** Colour of a lit point, sRGB 0 to 1, from its place, its unit normal and its unlit colour. */
export type Light = (positionM: Vec3, normal: Vec3, color: Vec3) => Vec3;

/**
 * Collects lit triangles and hands them out as one chunk. Corners are given so that the numeric cross product
 * (b - a) x (c - a) points out of the front; see compile-stage.ts.
 */
export interface MeshBuilder {
  /** Adds a vertex and returns its index. */
  addVertex(positionM: Vec3, normal: Vec3, color: Vec3, instanceId: number, light: Light): number;
  addTriangle(a: number, b: number, c: number): void;
  /** A flat convex polygon with one normal, as a fan around its first corner. */
  addPolygon(cornersM: readonly Vec3[], normal: Vec3, color: Vec3, instanceId: number, light: Light): void;
  /** The merged arrays; null when nothing was added. */
  build(roomId: string | null): StageChunk | null;
}

/** A fresh, empty {@link MeshBuilder}. */
export function createMeshBuilder(): MeshBuilder {
  const positions: number[] = [];
  const normals: number[] = [];
  const colors: number[] = [];
  const ids: number[] = [];
  const indices: number[] = [];

  const addVertex: MeshBuilder['addVertex'] = (positionM, normal, color, instanceId, light) => {
    const lit = light(positionM, normal, color);
    positions.push(positionM[0], positionM[1], positionM[2]);
    normals.push(normal[0], normal[1], normal[2]);
    colors.push(byteFromUnit(lit[0]), byteFromUnit(lit[1]), byteFromUnit(lit[2]), 255);
    ids.push(instanceId);
    return ids.length - 1;
  };

  return {
    addVertex,
    addTriangle(a, b, c) {
      indices.push(a, b, c);
    },
    addPolygon(cornersM, normal, color, instanceId, light) {
      const first = ids.length;
      for (const cornerM of cornersM) addVertex(cornerM, normal, color, instanceId, light);
      for (let i = 2; i < cornersM.length; i++) indices.push(first, first + i - 1, first + i);
    },
    build(roomId) {
      if (indices.length === 0) return null;
      return {
        roomId,
        positions: new Float32Array(positions),
        normals: new Float32Array(normals),
        colors: new Uint8Array(colors),
        instanceIds: new Uint16Array(ids),
        indices: new Uint32Array(indices),
        ...boundsOf(positions),
      };
    },
  };
}

function boundsOf(positions: readonly number[]): { minM: Vec3; maxM: Vec3 } {
  const minM: [number, number, number] = [Infinity, Infinity, Infinity];
  const maxM: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 3) {
    for (const k of [0, 1, 2] as const) {
      const value = positions[i + k] as number;
      if (value < minM[k]) minM[k] = value;
      if (value > maxM[k]) maxM[k] = value;
    }
  }
  return { minM, maxM };
}

function byteFromUnit(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value * 255)));
}
