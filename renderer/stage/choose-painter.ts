import type { CameraIntrinsics } from '../../shared/model/trajectory.ts';
import type { CompiledStage } from '../../shared/stage/compiled-stage.ts';
import type { RenderJob } from '../../shared/stage/render-job.ts';
import { createBabylonPainter } from './babylon-painter.ts';
import type { FramePainter } from './frame-painter.ts';
import { createSoftwarePainter } from './software-painter.ts';

/**
 * The painter a job asks for; `auto` falls back to software where WebGL 2 is missing.
 *
 * @param hasDepth - whether frames come with depth, which costs a little.
 */
export async function choosePainter(
  renderer: RenderJob['renderer'],
  stage: CompiledStage,
  camera: CameraIntrinsics,
  hasDepth = false,
): Promise<FramePainter> {
  const isBabylon = renderer === 'babylon' || (renderer === 'auto' && hasWebGl2());
  return isBabylon ? createBabylonPainter(stage, camera, hasDepth) : createSoftwarePainter(stage, camera, hasDepth);
}

function hasWebGl2(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}
