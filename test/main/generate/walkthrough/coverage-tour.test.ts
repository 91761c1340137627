import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planWalkthrough, type Walkthrough } from '../../../../main/generate/walkthrough/plan-walkthrough.ts';
import { countCoverage, reportCoverage } from '../../../../main/generate/walkthrough/report-coverage.ts';
import { defaultWalkSettings, type WalkSettings } from '../../../../main/generate/walkthrough/walk-settings.ts';
import { drawInNode } from '../../../../main/render/draw-in-node.ts';
import type { Scene } from '../../../../shared/model/scene.ts';
import { foldSighting, type SightingSummary } from '../../../../shared/model/trajectory.ts';
import { stageInstances } from '../../../../shared/stage/stage-instances.ts';
import { referenceData } from '../../../fixtures/reference-data.ts';
import { expectClear, expectDiscrete, sampleHouse, scenesOf } from './walk-checks.ts';

const coverage: WalkSettings = { ...defaultWalkSettings, tour: 'coverage' };

/** What a walk really shows, drawn small and every second frame: whoever looks at something does so for two. */
async function sightingsOf(scene: Scene, walk: Walkthrough): Promise<SightingSummary[]> {
  const poses = walk.poses.filter((_, i) => i % 2 === 0);
  const camera = { ...defaultWalkSettings.camera, widthPx: 96, heightPx: 56 };
  const instances = stageInstances(scene);
  const sightings = new Map<number, SightingSummary>();
  for await (const { start, frames } of drawInNode({ scene, poses, camera })) {
    for (const [offset, visible] of frames.entries()) {
      for (const [id, pixels] of visible) {
        const objectIndex = instances[id - 1]?.objectIndex ?? null;
        if (objectIndex === null) continue;
        const sighting = { objectIndex, pixels, fraction: pixels / (96 * 56), box2dPx: null };
        sightings.set(objectIndex, foldSighting(sightings.get(objectIndex), start + offset, sighting));
      }
    }
  }
  return [...sightings.values()];
}

async function salientCount(scene: Scene, walk: Walkthrough): Promise<number> {
  const { neverVisible, neverSalient } = reportCoverage(scene, [await sightingsOf(scene, walk)]);
  return scene.objects.length - neverVisible.length - neverSalient.length;
}

describe('a coverage tour', () => {
  it('keeps SIMS-V’s steps and turns, keeps clear, looks around in every room and repeats exactly', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const walk = planWalkthrough(scene, { ...coverage, seed });
        expectDiscrete(walk);
        expectClear(scene, walk);
        expect(walk.roomsMissed).toEqual([]);
        expect(walk.actions.join(' ').match(/(rotate_right ){12}sub_done/g)).toHaveLength(4);
        expect(walk.actions.length).toBeLessThanOrEqual(coverage.maxSteps);
        expect(planWalkthrough(scene, { ...coverage, seed })).toEqual(walk);
      }),
      { numRuns: 6 },
    );
  });

  it('costs no room however few steps there are, and never takes more than there are', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    for (const maxSteps of [60, 120, 180, 190, 210, 260, 400]) {
      const walk = planWalkthrough(scene, { ...coverage, seed: 4, maxSteps });
      expect(walk.actions.length).toBeLessThanOrEqual(maxSteps);
      expect(walk.roomsVisited).toEqual(planWalkthrough(scene, { ...defaultWalkSettings, seed: 4, maxSteps }).roomsVisited);
    }
  });

  it('of the sample house shows at least five more objects clearly', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    const [plain, covering] = [
      planWalkthrough(scene, { ...defaultWalkSettings, seed: 4 }),
      planWalkthrough(scene, { ...coverage, seed: 4 }),
    ];
    expect(await salientCount(scene, covering)).toBeGreaterThanOrEqual((await salientCount(scene, plain)) + 5);
  });

  it('through real houses shows at least as many objects clearly as the plain tour in nine of ten', { timeout: 240_000 }, async () => {
    const folder = referenceData('procthor', 'houses');
    if (folder === null) return;
    const outcomes: boolean[] = [];
    for (const number of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100]) {
      for (const scene of await scenesOf(`${folder}/house_${number}.json`)) {
        const walk = planWalkthrough(scene, { ...coverage, seed: 11 });
        expectClear(scene, walk);
        expectDiscrete(walk);
        expect(walk.roomsMissed).toEqual([]);
        const plain = planWalkthrough(scene, { ...defaultWalkSettings, seed: 11 });
        outcomes.push((await salientCount(scene, walk)) >= (await salientCount(scene, plain)));
      }
    }
    expect(outcomes.filter(Boolean).length).toBeGreaterThanOrEqual(0.9 * outcomes.length);
  });
});

describe('a report of what videos leave out', () => {
  const objects = ['sofa', 'cup', 'lamp'].map((id) => ({ id })) as unknown as Scene['objects'];
  const sighting = (objectIndex: number, firstSalientFrame: number | null): SightingSummary => ({
    objectIndex,
    firstVisibleFrame: 0,
    lastVisibleFrame: 0,
    bestFrame: 0,
    peakFraction: 0.01,
    firstSalientFrame,
    salientFrameCount: 0,
    visibleFrameCount: 1,
  });

  it('tells what is never visible from what is never salient, and counts an object by its best walk', () => {
    expect(reportCoverage({ objects }, [[sighting(0, null)]])).toEqual({ neverVisible: ['cup', 'lamp'], neverSalient: ['sofa'] });
    const both = reportCoverage({ objects }, [[sighting(0, null)], [sighting(0, 5), sighting(1, null)]]);
    expect(both).toEqual({ neverVisible: ['lamp'], neverSalient: ['cup'] });
    expect(countCoverage({ objects }, both)).toEqual({ objects: 3, neverVisible: 1, neverSalient: 1 });
  });
});
