import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectPoint, unproject, viewProjectionFromPose } from '../../../shared/geometry/camera.ts';
import type { Vec3 } from '../../../shared/geometry/vector.ts';
import type { CameraIntrinsics, Pose } from '../../../shared/model/trajectory.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const poses: fc.Arbitrary<Pose> = fc.record({
  positionM: fc.tuple(number(-20, 20), fc.constant(0.9), number(-20, 20)),
  yawDeg: number(-400, 400),
});
const cameras: fc.Arbitrary<CameraIntrinsics> = fc.record({
  widthPx: fc.integer({ min: 16, max: 1920 }),
  heightPx: fc.integer({ min: 16, max: 1080 }),
  fovYDeg: number(20, 110),
  pitchDownDeg: number(-60, 60),
  heightM: number(0.3, 2),
});
const camera: CameraIntrinsics = { widthPx: 384, heightPx: 224, fovYDeg: 59, pitchDownDeg: 0, heightM: 1.5 };
const northward: Pose = { positionM: [0, 0.9, 0], yawDeg: 0 };

describe('the camera', () => {
  it('finds back every point it projected', () => {
    fc.assert(
      fc.property(poses, cameras, number(0, 1), number(0, 1), number(0.1, 50), (pose, intrinsics, u, v, depthM) => {
        const [xPx, yPx] = [u * intrinsics.widthPx, v * intrinsics.heightPx];
        const found = projectPoint(pose, intrinsics, unproject(pose, intrinsics, { xPx, yPx, depthM }));
        expect(found?.xPx).toBeCloseTo(xPx, 5);
        expect(found?.yPx).toBeCloseTo(yPx, 5);
        expect(found?.depthM).toBeCloseTo(depthM, 8);
      }),
    );
  });

  it('shows what is right of its axis right of the image centre, and what is higher further up', () => {
    fc.assert(
      fc.property(poses, number(0.2, 10), number(0.05, 5), number(0.05, 1), ({ positionM, yawDeg }, aheadM, rightM, upM) => {
        const yaw = (yawDeg * Math.PI) / 180;
        const point: Vec3 = [
          positionM[0] + aheadM * Math.sin(yaw) + rightM * Math.cos(yaw),
          camera.heightM + upM,
          positionM[2] + aheadM * Math.cos(yaw) - rightM * Math.sin(yaw),
        ];
        const found = projectPoint({ positionM, yawDeg }, camera, point);
        expect(found?.xPx).toBeGreaterThan(192);
        expect(found?.yPx).toBeLessThan(112);
      }),
    );
  });

  it('looks along +z at yaw 0 and along +x at yaw 90', () => {
    expect(projectPoint(northward, camera, [0, 1.5, 3])).toEqual({ xPx: 192, yPx: 112, depthM: 3 });
    const eastward = projectPoint({ ...northward, yawDeg: 90 }, camera, [3, 1.5, 0]);
    expect(eastward?.xPx).toBeCloseTo(192, 9);
    expect(eastward?.depthM).toBeCloseTo(3, 9);
  });

  it('looks at the floor when it is pitched down, and sees nothing behind it', () => {
    const floorPoint = projectPoint(northward, { ...camera, pitchDownDeg: 45 }, [0, 0, 1.5]);
    expect(floorPoint?.yPx).toBeCloseTo(112, 9);
    expect(projectPoint(northward, camera, [0, 1.5, -1])).toBeNull();
  });

  it('gives matrices that agree with projectPoint in clip space', () => {
    fc.assert(
      fc.property(poses, cameras, number(0, 1), number(0, 1), number(0.1, 50), (pose, intrinsics, u, v, depthM) => {
        const [xPx, yPx] = [u * intrinsics.widthPx, v * intrinsics.heightPx];
        const { view, projection } = viewProjectionFromPose(pose, intrinsics, 0.05, 100);
        const [x, y, z, w] = apply(projection, apply(view, [...unproject(pose, intrinsics, { xPx, yPx, depthM }), 1]));
        expect(((x / w + 1) / 2) * intrinsics.widthPx).toBeCloseTo(xPx, 5);
        expect(((1 - y / w) / 2) * intrinsics.heightPx).toBeCloseTo(yPx, 5);
        expect(w).toBeCloseTo(depthM, 8);
        expect(z / w).toBeGreaterThan(-1);
        expect(z / w).toBeLessThan(1);
      }),
    );
  });
});

/** A column-major matrix times a column vector. */
function apply(m: readonly number[], v: readonly number[]): [number, number, number, number] {
  const row = (r: number): number => v.reduce((sum, value, k) => sum + (m[4 * k + r] as number) * value, 0);
  return [row(0), row(1), row(2), row(3)];
}
