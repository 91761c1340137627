import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planWalkthrough, planWalkthroughs, type Walkthrough } from '../../../../main/generate/walkthrough/plan-walkthrough.ts';
import { defaultWalkSettings } from '../../../../main/generate/walkthrough/walk-settings.ts';
import { wrapDegrees } from '../../../../shared/geometry/vector.ts';
import type { Scene } from '../../../../shared/model/scene.ts';
import { referenceData } from '../../../fixtures/reference-data.ts';
import { expectClear, expectDiscrete, sampleHouse, scenesOf } from './walk-checks.ts';

function expectWalkable(scene: Scene, walk: Walkthrough): void {
  expectClear(scene, walk);
  expectDiscrete(walk);
}

/** To a micrometre and a millionth of a degree. */
function hashOf({ poses }: Walkthrough): string {
  const text = poses.map(({ positionM: [x, , z], yawDeg }) => [x, z, yawDeg].map((value) => value.toFixed(6)).join(' ')).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** How far every turn is from the 30 or 6 degrees that it was meant to be. */
function turnErrors({ poses, actions }: Walkthrough): number[] {
  return actions.flatMap((action, i) => {
    if (!action.startsWith('rotate')) return [];
    const turnDeg = wrapDegrees((poses[i + 1]?.yawDeg ?? 0) - (poses[i]?.yawDeg ?? 0));
    return [turnDeg - (action.startsWith('rotate_right') ? 1 : -1) * (action.endsWith('small') ? 6 : 30)];
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('a walkthrough', () => {
  it('of the sample house visits its four rooms, looks all around in each, and repeats exactly for a seed', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    const settings = { ...defaultWalkSettings, seed: 7 };
    const walk = planWalkthrough(scene, settings);
    expect(walk.roomsVisited.toSorted()).toEqual(['room|2', 'room|3', 'room|4', 'room|5']);
    expect(walk.problems).toEqual([]);
    expect(walk.actions.join(' ').match(/(rotate_right ){12}sub_done/g)).toHaveLength(4);
    expect(walk.actions.at(-1)).toBe('done');
    expect(planWalkthrough(scene, settings)).toEqual(walk);
    expect(planWalkthrough(scene, { ...settings, seed: 8 }).poses).not.toEqual(walk.poses);
  });

  it('of the sample house without options is the same in every release', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    const walk = planWalkthrough(scene, { ...defaultWalkSettings, seed: 4 });
    expect([walk.poses.length, hashOf(walk)]).toEqual([183, 'f06276d8fc64e6d1']);
  });

  it('of several through one house begins in as many rooms as there are, and does not depend on how many follow', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    const seeds = [3, 1, 4, 15, 9];
    const walks = planWalkthroughs(scene, defaultWalkSettings, seeds);
    expect(new Set(walks.slice(0, 4).map(({ startRoom }) => startRoom)).size).toBe(4);
    expect(planWalkthroughs(scene, defaultWalkSettings, seeds.slice(0, 2))).toEqual(walks.slice(0, 2));
    expect(walks[0]).toEqual(planWalkthrough(scene, { ...defaultWalkSettings, seed: 3 }));
  });

  it('with noisy turns keeps clear, is off the turning grid by about the noise, and repeats exactly', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.constantFrom(0.5, 3), (seed, yawNoiseDeg) => {
        const settings = { ...defaultWalkSettings, seed, yawNoiseDeg };
        const walk = planWalkthrough(scene, settings);
        expectClear(scene, walk);
        expect(walk.roomsMissed).toEqual([]);
        const errors = turnErrors(walk);
        expect(Math.abs(meanOf(errors))).toBeLessThan(yawNoiseDeg / 2);
        expect(Math.sqrt(meanOf(errors.map((error) => error ** 2)))).toSatisfy(
          (std: number) => std > yawNoiseDeg * 0.7 && std < yawNoiseDeg * 1.3,
        );
        expect(planWalkthrough(scene, settings).poses).toEqual(walk.poses);
      }),
      { numRuns: 8 },
    );
  });

  it('of the sample house keeps clear of furniture and walls from any seed', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const walk = planWalkthrough(scene, { ...defaultWalkSettings, seed });
        expectWalkable(scene, walk);
        expect(walk.roomsMissed).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('that would be too long ends after the last whole room and says what it missed', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    const walk = planWalkthrough(scene, { ...defaultWalkSettings, seed: 7, maxSteps: 100 });
    expect(walk.actions.length).toBeLessThanOrEqual(100);
    expect(walk.actions.slice(-2)).toEqual(['sub_done', 'done']);
    expect(walk.roomsVisited.length).toBeGreaterThan(0);
    expect(walk.roomsVisited.length + walk.roomsMissed.length).toBe(4);
    expect(walk.problems.map(({ code, item }) => [code, item])).toEqual(walk.roomsMissed.map((id) => ['house.no-walk', id]));
  });

  it('is refused where nobody fits or not even one room can be done', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    expect(() => planWalkthrough(scene, { ...defaultWalkSettings, maxSteps: 10 })).toThrow(
      expect.objectContaining({ code: 'house.no-walk' }),
    );
    const closet: Scene = {
      ...scene,
      rooms: [
        {
          id: 'closet',
          roomType: 'Closet',
          floorPolygonM: [
            [0, 0],
            [0.3, 0],
            [0.3, 0.3],
            [0, 0.3],
          ],
          floorMaterial: null,
        },
      ],
    };
    expect(() => planWalkthrough({ ...closet, walls: [], openings: [], objects: [] }, defaultWalkSettings)).toThrow(
      expect.objectContaining({ code: 'house.no-walk' }),
    );
  });

  const stages = [
    '0_STRUCTURE',
    '1_DOORS',
    '2_LIGHTS',
    '3_SKYBOX',
    '4_EXTERIOR_WALLS',
    '5_ROOMS',
    '6_FLOOR_OBJS',
    '7_WALL_OBJS',
    '8_SMALL_OBJS',
  ];
  it.each([
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map((n) => `houses/house_${n}.json`),
    'hallway_houses.json',
    ...stages.map((stage) => `partial_houses/${stage}.json`),
  ])('through %s reaches every room, keeps clear, and is long enough for questions', async (name) => {
    const file = referenceData('procthor', ...name.split('/'));
    if (file === null || !existsSync(file)) return;
    for (const scene of await scenesOf(file)) {
      const walk = planWalkthrough(scene, { ...defaultWalkSettings, seed: 11 });
      expectWalkable(scene, walk);
      expect(walk.roomsMissed).toEqual([]);
      expect(walk.poses.length).toBeGreaterThanOrEqual(25);
      expect(walk.actions.length).toBeLessThanOrEqual(defaultWalkSettings.maxSteps);
    }
  });
});
