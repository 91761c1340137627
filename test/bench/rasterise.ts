import { defaultWalkSettings } from '../../main/generate/walkthrough/walk-settings.ts';
import { compileStage } from '../../shared/stage/compile-stage.ts';
import { countInstances } from '../../shared/stage/count-instances.ts';
import { createRasteriser } from '../../shared/stage/rasterise.ts';
import { benchHouse } from './houses.ts';
import { type BenchEntry, rateEntry } from './measure.ts';

/** Frames a second of the software rasteriser in plain Node: colour, ids, depth and counts at 384x224, one thread. */
export async function benchRasterise(): Promise<Record<string, BenchEntry>> {
  const { scene, poses } = await benchHouse();
  const { camera } = defaultWalkSettings;
  const stage = compileStage(scene);
  const rasteriser = createRasteriser({ widthPx: camera.widthPx, heightPx: camera.heightPx });
  const drawAll = () => {
    const startMs = performance.now();
    for (const pose of poses) countInstances(rasteriser.draw(stage, pose, camera).ids, camera.widthPx, camera.heightPx);
    return (poses.length / (performance.now() - startMs)) * 1000;
  };
  drawAll();
  return { 'rasterise.software': rateEntry(Array.from({ length: 5 }, drawAll), 'frames/s', 250) };
}
