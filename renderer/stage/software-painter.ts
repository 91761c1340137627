import type { CameraIntrinsics } from '../../shared/model/trajectory.ts';
import type { CompiledStage } from '../../shared/stage/compiled-stage.ts';
import { millimetresFromDepth } from '../../shared/stage/modalities/frame-pixels.ts';
import { createRasteriser } from '../../shared/stage/rasterise.ts';
import type { FramePainter } from './frame-painter.ts';

/** Draws with our own rasteriser: no GPU and no WebGL, the same bytes on every machine. Every frame is ready at once. */
export function createSoftwarePainter(stage: CompiledStage, camera: CameraIntrinsics, hasDepth: boolean): FramePainter {
  const { widthPx, heightPx } = camera;
  const rasteriser = createRasteriser({ widthPx, heightPx, supersample: stage.colorSamples === 4 ? 2 : 1 });
  const depthMm = hasDepth ? new Uint16Array(widthPx * heightPx) : null;
  let nextIndex = 0;
  return {
    renderer: 'software',
    device: 'software',
    draw(pose) {
      const { rgba, ids, depthM } = rasteriser.draw(stage, pose, camera);
      const index = nextIndex;
      nextIndex += 1;
      return { index, rgbx: rgba, ids, depthMm: depthMm && millimetresFromDepth(depthM, depthMm) };
    },
    drain: () => null,
    dispose: () => undefined,
  };
}
