import { encode } from 'fast-png';
import type { CameraIntrinsics, Pose } from '../../../shared/model/trajectory.ts';
import { compileStage } from '../../../shared/stage/compile-stage.ts';
import { createRasteriser } from '../../../shared/stage/rasterise.ts';
import type { FrameBatch, RenderJob } from '../../../shared/stage/render-job.ts';
import type { Thumbnail } from './run-events.ts';

const widthPx = 192;
/** An object of fewer pixels than this share of the frame does not make it worth showing. */
const leastShare = 0.004;

/** The frame of a recording that shows the most objects, found while its counts come in. */
export class BestFrame {
  #best: { readonly job: RenderJob; readonly pose: Pose; readonly objects: number } | null = null;

  note(job: RenderJob, { start, frames }: FrameBatch): void {
    const leastPx = leastShare * job.camera.widthPx * job.camera.heightPx;
    for (const [offset, visible] of frames.entries()) {
      // Instances of objects come before all others.
      const objects = visible.filter(([id, pixels]) => id <= job.scene.objects.length && pixels >= leastPx).length;
      const pose = job.poses[start + offset];
      if (pose !== undefined && objects > (this.#best?.objects ?? -1)) this.#best = { job, pose, objects };
    }
  }

  /** Draws it small with the software rasteriser; null where nothing was noted. */
  draw(): Thumbnail | null {
    if (this.#best === null) return null;
    const { job, pose } = this.#best;
    const heightPx = Math.round((widthPx * job.camera.heightPx) / job.camera.widthPx);
    const camera: CameraIntrinsics = { ...job.camera, widthPx, heightPx };
    const stage = compileStage(job.scene, { ...job.look, quality: 'low' });
    const { rgba } = createRasteriser({ widthPx, heightPx, supersample: 2 }).draw(stage, pose, camera);
    return { widthPx, heightPx, png: encode({ width: widthPx, height: heightPx, data: rgba, channels: 4, depth: 8 }) };
  }
}
