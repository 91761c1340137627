import { unproject } from '../../../shared/geometry/camera.ts';
import { dot, subtract, type Vec3 } from '../../../shared/geometry/vector.ts';
import type { CameraIntrinsics, Pose } from '../../../shared/model/trajectory.ts';
import type { CompiledStage } from '../../../shared/stage/compiled-stage.ts';

/** A surface met by a ray. */
export interface Hit {
  readonly instanceId: number;
  readonly depthM: number;
}

/**
 * The slow and obvious renderer: one ray through each pixel centre against every triangle (Möller and Trumbore 1997), front faces only.
 * It shares nothing with the rasteriser but the camera. Null where the ray meets nothing.
 *
 * @param pixels - which pixels, counted row by row from the top; all of them unless told.
 */
export function castRays(
  stage: CompiledStage,
  pose: Pose,
  camera: CameraIntrinsics,
  pixels: readonly number[] = Array.from({ length: camera.widthPx * camera.heightPx }, (_, pixel) => pixel),
): (Hit | null)[] {
  const triangles = trianglesOf(stage);
  const origin: Vec3 = [pose.positionM[0], camera.heightM, pose.positionM[2]];
  return pixels.map((pixel) => {
    const [x, y] = [pixel % camera.widthPx, Math.floor(pixel / camera.widthPx)];
    const ray = subtract(unproject(pose, camera, { xPx: x + 0.5, yPx: y + 0.5, depthM: 1 }), origin);
    let nearest: Hit | null = null;
    for (const triangle of triangles) {
      const depthM = depthAlong(triangle, origin, ray);
      if (depthM !== null && (nearest === null || depthM < nearest.depthM)) nearest = { instanceId: triangle.instanceId, depthM };
    }
    return nearest;
  });
}

interface Triangle {
  readonly a: Vec3;
  readonly ab: Vec3;
  readonly ac: Vec3;
  readonly normal: Vec3;
  readonly instanceId: number;
}

/** Every triangle of a stage; the normal is (b - a) x (c - a), as numbers. */
export function trianglesOf(stage: CompiledStage): Triangle[] {
  return stage.chunks.flatMap(({ positions, indices, instanceIds }) =>
    Array.from({ length: indices.length / 3 }, (_, t) => {
      const [a, b, c] = [0, 1, 2].map((k) => {
        const vertex = indices[3 * t + k] as number;
        return [positions[3 * vertex], positions[3 * vertex + 1], positions[3 * vertex + 2]] as unknown as Vec3;
      }) as [Vec3, Vec3, Vec3];
      const [ab, ac] = [subtract(b, a), subtract(c, a)];
      return { a, ab, ac, normal: cross(ab, ac), instanceId: instanceIds[indices[3 * t] as number] as number };
    }),
  );
}

function depthAlong({ a, ab, ac, normal }: Triangle, origin: Vec3, ray: Vec3): number | null {
  if (dot(normal, ray) >= 0) return null;
  const p = cross(ray, ac);
  const determinant = dot(ab, p);
  const s = subtract(origin, a);
  const u = dot(s, p) / determinant;
  if (!(u >= 0 && u <= 1)) return null;
  const q = cross(s, ab);
  const v = dot(ray, q) / determinant;
  if (v < 0 || u + v > 1) return null;
  const depthM = dot(ac, q) / determinant;
  return depthM > 0.05 ? depthM : null;
}

function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
