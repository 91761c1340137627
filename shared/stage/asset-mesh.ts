import type { OrientedBox } from '../geometry/box.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { bytesFromBase64 } from './base64.ts';
import type { Light, MeshBuilder } from './mesh-builder.ts';

/**
 * The triangles of an asset that came as a file, light enough to travel as JSON. Both typed arrays are base64 of little-endian bytes.
 * The mesh lies in a box from -0.5 to 0.5 in the asset's own frame (x right, y up, z front); whoever draws it stretches it to the object's box.
 */
export interface AssetMesh {
  readonly vertexCount: number;
  readonly triangleCount: number;
  /** Uint16 x, y, z per vertex: 0 is -0.5, 65,535 is 0.5. */
  readonly positions: string;
  /** Int8 x, y, z per vertex: the unit normal of the mesh in that unit box, times 127. */
  readonly normals: string;
  /** Uint8 red, green, blue per vertex, sRGB before lighting. */
  readonly colors: string;
  /** Uint32 per corner; front faces as in compile-stage.ts. */
  readonly indices: string;
}

/** Meshes by asset id. */
export type AssetMeshes = Readonly<Record<string, AssetMesh>>;

/** Draws an asset's mesh, stretched to exactly an object's box. */
export function addAssetMesh(mesh: MeshBuilder, box: OrientedBox, asset: AssetMesh, instanceId: number, light: Light): void {
  const positions = new Uint16Array(bytesFromBase64(asset.positions).buffer);
  const normals = new Int8Array(bytesFromBase64(asset.normals).buffer);
  const colors = bytesFromBase64(asset.colors);
  const indices = new Uint32Array(bytesFromBase64(asset.indices).buffer);
  const [x, y, z] = box.axes;
  const rotated = (a: number, b: number, c: number): Vec3 => [
    x[0] * a + y[0] * b + z[0] * c,
    x[1] * a + y[1] * b + z[1] * c,
    x[2] * a + y[2] * b + z[2] * c,
  ];
  let first = 0;
  for (let v = 0; v < asset.vertexCount; v++) {
    const o = 3 * v;
    const along = (k: 0 | 1 | 2): number => ((positions[o + k] as number) / 65_535 - 0.5) * box.sizeM[k];
    const offset = rotated(along(0), along(1), along(2));
    const turned = (k: 0 | 1 | 2): number => (normals[o + k] as number) / Math.max(box.sizeM[k], 1e-6);
    const n = rotated(turned(0), turned(1), turned(2));
    const size = Math.hypot(n[0], n[1], n[2]) || 1;
    const color: Vec3 = [(colors[o] as number) / 255, (colors[o + 1] as number) / 255, (colors[o + 2] as number) / 255];
    const at: Vec3 = [box.centerM[0] + offset[0], box.centerM[1] + offset[1], box.centerM[2] + offset[2]];
    const index = mesh.addVertex(at, [n[0] / size, n[1] / size, n[2] / size], color, instanceId, light);
    if (v === 0) first = index;
  }
  for (let i = 0; i < indices.length; i += 3) {
    mesh.addTriangle(first + (indices[i] as number), first + (indices[i + 1] as number), first + (indices[i + 2] as number));
  }
}
