import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planWalkthrough } from '../../../../main/generate/walkthrough/plan-walkthrough.ts';
import { smoothPoses } from '../../../../main/generate/walkthrough/smooth-motion.ts';
import { defaultWalkSettings, type WalkSettings } from '../../../../main/generate/walkthrough/walk-settings.ts';
import { wrapDegrees } from '../../../../shared/geometry/vector.ts';
import type { Scene } from '../../../../shared/model/scene.ts';
import type { Pose } from '../../../../shared/model/trajectory.ts';
import { expectClear, sampleHouse, scenesOf } from './walk-checks.ts';

const smooth: WalkSettings = { ...defaultWalkSettings, motion: 'smooth' };

function expectEven(poses: readonly Pose[], fps: number): void {
  for (const [i, pose] of poses.slice(1).entries()) {
    const before = poses[i] as Pose;
    const stepM = Math.hypot(pose.positionM[0] - before.positionM[0], pose.positionM[2] - before.positionM[2]);
    expect(stepM).toBeLessThanOrEqual(1 / fps + 1e-9);
    expect(Math.abs(wrapDegrees(pose.yawDeg - before.yawDeg))).toBeLessThanOrEqual(90 / fps + 1e-9);
  }
}

const poseKey = ({ positionM: [x, , z], yawDeg }: Pose) => [x, z, yawDeg].map((value) => value.toFixed(9)).join(' ');

describe('a smooth walkthrough', () => {
  it('keeps within walking pace and 90 degrees a second, clear of everything, and passes every stop of the discrete walk', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.constantFrom(...(['simsv', 'coverage'] as const)),
        fc.constantFrom(5, 10, 24),
        fc.constantFrom(0, 0.5),
        (seed, tour, fps, yawNoiseDeg) => {
          const settings = { ...smooth, seed, tour, fps, yawNoiseDeg, maxSteps: 5000 };
          const walk = planWalkthrough(scene, settings);
          expectEven(walk.poses, fps);
          expectClear(scene, walk);
          expect(walk.roomsMissed).toEqual([]);
          expect(planWalkthrough(scene, settings).poses).toEqual(walk.poses);
          const discrete = planWalkthrough(scene, { ...settings, motion: 'discrete', tour: 'simsv' });
          const stops = discrete.poses.filter((_, i) => discrete.actions[i - 1] === 'sub_done');
          const passed = new Set(walk.poses.map(poseKey));
          if (tour === 'simsv') expect(stops.filter((stop) => !passed.has(poseKey(stop)))).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('takes no more frames than it may, and ends after the last whole room', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    for (const tour of ['simsv', 'coverage'] as const) {
      const walk = planWalkthrough(scene, { ...smooth, seed: 7, tour, maxSteps: 300 });
      expect(walk.poses.length).toBeLessThanOrEqual(301);
      expect(walk.roomsVisited.length).toBeGreaterThan(0);
      expect(walk.roomsVisited.length + walk.roomsMissed.length).toBe(4);
      expect(walk.problems).toHaveLength(walk.roomsMissed.length);
    }
  });

  it('turns a look around into one slow turn and starts and stops gently', () => {
    const at = (x: number, yawDeg: number): Pose => ({ positionM: [x, 0.900992214679718, 0], yawDeg });
    const walk = {
      poses: [at(0, 90), at(0.2, 90), at(0.4, 90), ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((i) => at(0.4, (90 + 30 * i) % 360))],
      actions: ['move_ahead' as const, 'move_ahead' as const, ...Array.from({ length: 12 }, () => 'rotate_right' as const)],
    };
    const poses = smoothPoses(walk, 10);
    const turns = poses.slice(1).map((pose, i) => wrapDegrees(pose.yawDeg - (poses[i] as Pose).yawDeg));
    expect(turns.reduce((sum, turn) => sum + turn, 0)).toBeCloseTo(360, 6);
    expect(Math.min(...turns)).toBeGreaterThanOrEqual(0);
    const steps = poses.slice(1).map((pose, i) => pose.positionM[0] - (poses[i] as Pose).positionM[0]);
    expect(steps[0]).toBeLessThan(0.05);
    expect(poses.at(-1)).toEqual(at(0.4, 90));
  });
});
