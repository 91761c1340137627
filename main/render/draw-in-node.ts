import { setImmediate } from 'node:timers/promises';
import { compileStage } from '../../shared/stage/compile-stage.ts';
import { countInstances } from '../../shared/stage/count-instances.ts';
import { type FramePixels, millimetresFromDepth } from '../../shared/stage/modalities/frame-pixels.ts';
import { isDepthNeeded } from '../../shared/stage/modalities/modality-names.ts';
import { createRasteriser } from '../../shared/stage/rasterise.ts';
import type { FrameBatch, RenderJob, VisibleInstance } from '../../shared/stage/render-job.ts';

/** Frames per batch; a few tens of milliseconds of work, after which other work gets its turn. */
const batchSize = 25;

/**
 * Draws a job with the software rasteriser in plain Node and counts what every frame shows: for machines without any Chromium. There is no video.
 * Batches come in order and cover all poses.
 *
 * @param onFrame - is given every frame's pixels, in order; they are overwritten once its promise has settled.
 */
export async function* drawInNode(
  job: Pick<RenderJob, 'scene' | 'poses' | 'camera' | 'modalities' | 'look'>,
  onFrame?: (pixels: FramePixels) => Promise<void>,
): AsyncGenerator<FrameBatch> {
  const { widthPx, heightPx } = job.camera;
  const stage = compileStage(job.scene, job.look);
  const rasteriser = createRasteriser({ widthPx, heightPx, supersample: 1 });
  const depthMm = isDepthNeeded(job.modalities ?? []) ? new Uint16Array(widthPx * heightPx) : null;
  for (let start = 0; start < job.poses.length; start += batchSize) {
    const frames: VisibleInstance[][] = [];
    for (const pose of job.poses.slice(start, start + batchSize)) {
      const { rgba, ids, depthM } = rasteriser.draw(stage, pose, job.camera);
      frames.push(countInstances(ids, widthPx, heightPx));
      await onFrame?.({ rgbx: rgba, ids, depthMm: depthMm && millimetresFromDepth(depthM, depthMm) });
    }
    yield { start, frames };
    await setImmediate();
  }
}
