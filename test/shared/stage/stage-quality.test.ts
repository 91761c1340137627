import { describe, expect, it } from 'vitest';
import type { Pose } from '../../../shared/model/trajectory.ts';
import { compileStage } from '../../../shared/stage/compile-stage.ts';
import { createRasteriser } from '../../../shared/stage/rasterise.ts';
import { stageInstances } from '../../../shared/stage/stage-instances.ts';
import { type StageQuality, stageQualities } from '../../../shared/stage/stage-quality.ts';
import { aScene } from '../../fixtures/a-scene.ts';
import { trianglesOf } from './ray-caster.ts';

const scene = aScene();
const size = { widthPx: 384, heightPx: 224 };
const camera = { ...size, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 };
const poses = Array.from({ length: 24 }, (_, i): Pose => {
  const x = i < 12 ? 2.2 + 0.05 * i : 5.9 + 0.07 * (i - 12);
  return { positionM: [x, 0.9, 2.6 + 0.03 * (i % 12)], yawDeg: (i * 47) % 360 };
});

function drawAll(quality: StageQuality) {
  const stage = compileStage(scene, { quality });
  const rasteriser = createRasteriser(size);
  return poses.map((pose) => {
    const { rgba, ids, depthM } = rasteriser.draw(stage, pose, camera);
    return { rgba: rgba.slice(), ids: ids.slice(), depthM: depthM.slice() };
  });
}

describe('the quality of a stage', () => {
  const medium = drawAll('medium');

  it.each(['low', 'high'] as const)('changes colours but neither an id nor a depth (%s)', (quality) => {
    const other = drawAll(quality);
    let [differentIds, differentColors, worstDepthM] = [0, 0, 0];
    for (const [i, frame] of medium.entries()) {
      const { rgba, ids, depthM } = other[i] as (typeof medium)[number];
      for (const [pixel, id] of ids.entries()) {
        if (id !== frame.ids[pixel]) differentIds += 1;
        if (rgba[4 * pixel] !== frame.rgba[4 * pixel]) differentColors += 1;
        worstDepthM = Math.max(worstDepthM, Math.abs((depthM[pixel] as number) - (frame.depthM[pixel] as number)));
      }
    }
    expect(differentIds).toBe(0);
    expect(worstDepthM).toBeLessThan(0.0005);
    expect(differentColors).toBeGreaterThan(10_000);
  });

  it('costs triangles in the order of its names, and only low does without anti-aliasing', () => {
    const counts = stageQualities.map((quality) => trianglesOf(compileStage(scene, { quality })).length);
    expect([...counts].sort((a, b) => a - b)).toEqual(counts);
    expect(stageQualities.map((quality) => compileStage(scene, { quality }).colorSamples)).toEqual([1, 4, 4]);
  });

  it('leaves the instances as they are, which need no triangles to be known', () => {
    for (const quality of stageQualities) expect(compileStage(scene, { quality }).instances).toEqual(stageInstances(scene));
  });
});

describe('the baked light', () => {
  /** Mean brightness of the floor's vertices within a distance of a point. */
  function floorBrightness(x: number, z: number, reachM: number): number {
    const stage = compileStage(scene, { quality: 'high' });
    const values: number[] = [];
    for (const { positions, colors, instanceIds } of stage.chunks) {
      for (const [v, id] of instanceIds.entries()) {
        if (stage.instances[id - 1]?.kind !== 'floor' || positions[3 * v + 1] !== 0) continue;
        if (Math.hypot((positions[3 * v] as number) - x, (positions[3 * v + 2] as number) - z) < reachM)
          values.push(colors[4 * v + 1] as number);
      }
    }
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  }

  it('darkens corners, and the floor below a table more than the floor beside it', () => {
    const open = floorBrightness(6.3, 2.9, 0.4);
    expect(floorBrightness(8.95, 0.05, 0.3)).toBeLessThan(open * 0.9);
    expect(floorBrightness(7.6, 1.3, 0.25)).toBeLessThan(open * 0.9);
  });
});
