import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraFrameFromPose, projectPoint } from '../../../shared/geometry/camera.ts';
import {
  nearPlaneM,
  pictureCamera,
  projectPolygon,
  projectSegment,
  projectVertex,
  rayFromPicture,
} from '../../../shared/geometry/picture-camera.ts';
import { add, dot, scale, subtract, type Vec3 } from '../../../shared/geometry/vector.ts';
import type { CameraIntrinsics, Pose } from '../../../shared/model/trajectory.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const points: fc.Arbitrary<Vec3> = fc.tuple(number(-8, 8), number(-1, 4), number(-8, 8));
const poses: fc.Arbitrary<Pose> = fc.record({
  positionM: fc.tuple(number(-4, 4), fc.constant(0), number(-4, 4)),
  yawDeg: number(-180, 180),
});
const cameras: fc.Arbitrary<CameraIntrinsics> = fc.record({
  widthPx: fc.integer({ min: 32, max: 800 }),
  heightPx: fc.integer({ min: 32, max: 600 }),
  fovYDeg: number(30, 100),
  pitchDownDeg: number(-60, 60),
  heightM: number(0.3, 2),
});

/** How far in front of the camera a point is. */
function depthOf(pose: Pose, camera: CameraIntrinsics, point: Vec3): number {
  const frame = cameraFrameFromPose(pose, camera);
  return dot(subtract(point, frame.positionM), frame.forward);
}

describe('a projected segment', () => {
  it('is the picture of exactly its points before the near plane', () => {
    fc.assert(
      fc.property(poses, cameras, points, points, (pose, camera, from, to) => {
        const seen = projectSegment(pictureCamera(pose, camera), from, to);
        const depths = Array.from({ length: 41 }, (_, step) => depthOf(pose, camera, add(from, scale(subtract(to, from), step / 40))));
        if (seen === null) {
          expect(Math.max(...depths)).toBeLessThan(nearPlaneM + 1e-9);
          return;
        }
        expect(Math.max(depthOf(pose, camera, from), depthOf(pose, camera, to))).toBeGreaterThanOrEqual(nearPlaneM);
        // Every visible point of the segment lies on the line between the two ends, and between them.
        const [[ax, ay], [bx, by]] = seen;
        for (let step = 0; step <= 40; step++) {
          if ((depths[step] as number) < nearPlaneM) continue;
          const at = projectPoint(pose, camera, add(from, scale(subtract(to, from), step / 40)));
          const reach = Math.hypot(bx - ax, by - ay);
          const around = Math.hypot((at?.xPx ?? 0) - ax, (at?.yPx ?? 0) - ay) + Math.hypot((at?.xPx ?? 0) - bx, (at?.yPx ?? 0) - by);
          expect(around).toBeLessThanOrEqual(reach * (1 + 1e-6) + 1e-3);
        }
      }),
    );
  });
});

describe('a projected polygon', () => {
  it('is itself where all of it is visible, and has at most one corner more where it is cut', () => {
    fc.assert(
      fc.property(poses, cameras, fc.array(points, { minLength: 3, maxLength: 3 }), (pose, camera, corners) => {
        const seen = projectPolygon(pictureCamera(pose, camera), corners);
        const before = corners.filter((corner) => depthOf(pose, camera, corner) >= nearPlaneM);
        if (before.length === corners.length)
          expect(seen).toEqual(corners.map((corner) => projectVertex(pictureCamera(pose, camera), corner)));
        else if (before.length === 0) expect(seen).toEqual([]);
        else expect(seen.length).toBe(before.length + 2);
        expect(seen.flat().every(Number.isFinite)).toBe(true);
      }),
    );
  });
});

describe('the ray of a place in the picture', () => {
  it('meets the point that lands there', () => {
    fc.assert(
      fc.property(poses, cameras, points, (pose, camera, point) => {
        const picture = pictureCamera(pose, camera);
        const at = projectVertex(picture, point);
        if (at === null) return;
        const hit = add(picture.positionM, scale(rayFromPicture(picture, at), depthOf(pose, camera, point)));
        for (const k of [0, 1, 2] as const) expect(hit[k]).toBeCloseTo(point[k], 5);
      }),
    );
  });
});
