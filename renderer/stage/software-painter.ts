import type { CameraIntrinsics } from '../../shared/model/trajectory.ts';
import type { CompiledStage } from '../../shared/stage/compiled-stage.ts';
import { createRasteriser } from '../../shared/stage/rasterise.ts';
import type { FramePainter } from './frame-painter.ts';

/** Draws with our own rasteriser: no GPU and no WebGL, the same bytes on every machine. Every frame is ready at once. */
export function createSoftwarePainter(stage: CompiledStage, camera: CameraIntrinsics): FramePainter {
  const { widthPx, heightPx } = camera;
  const rasteriser = createRasteriser({ widthPx, heightPx, supersample: 2 });
  let nextIndex = 0;
  return {
    renderer: 'software',
    device: 'software',
    draw(pose) {
      const { rgba, ids } = rasteriser.draw(stage, pose, camera);
      const index = nextIndex;
      nextIndex += 1;
      return { index, rgbx: rgba, ids };
    },
    drain: () => null,
    dispose: () => undefined,
  };
}
