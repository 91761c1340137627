import { setImmediate } from 'node:timers/promises';
import { compileStage } from '../../shared/stage/compile-stage.ts';
import { countInstances } from '../../shared/stage/count-instances.ts';
import { createRasteriser } from '../../shared/stage/rasterise.ts';
import type { FrameBatch, RenderJob, VisibleInstance } from '../../shared/stage/render-job.ts';

/** Frames per batch; a few tens of milliseconds of work, after which other work gets its turn. */
const batchSize = 25;

/**
 * Counts what every frame of a job shows, with the software rasteriser in plain Node: for machines without any Chromium. There is no video.
 * Batches come in order and cover all poses.
 */
export async function* drawInNode(job: Pick<RenderJob, 'scene' | 'poses' | 'camera'>): AsyncGenerator<FrameBatch> {
  const { widthPx, heightPx } = job.camera;
  const stage = compileStage(job.scene);
  const rasteriser = createRasteriser({ widthPx, heightPx, supersample: 1 });
  for (let start = 0; start < job.poses.length; start += batchSize) {
    const frames: VisibleInstance[][] = job.poses
      .slice(start, start + batchSize)
      .map((pose) => [...countInstances(rasteriser.draw(stage, pose, job.camera).ids, widthPx, heightPx)]);
    yield { start, frames };
    await setImmediate();
  }
}
