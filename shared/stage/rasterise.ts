import { viewProjectionFromPose } from '../geometry/camera.ts';
import type { CameraIntrinsics, Pose } from '../model/trajectory.ts';
import type { CompiledStage } from './compiled-stage.ts';
import { drawOrder, multiply, type PreparedStage, prepareStage } from './raster-clusters.ts';
import { createRasterTarget, type RasterTarget } from './raster-target.ts';

/** One drawn image, row by row from the top. The arrays belong to the rasteriser and are overwritten by its next draw. */
export interface RasterImage {
  /** sRGB colour and an alpha of 255. */
  readonly rgba: Uint8Array;
  /** Instance id of the surface at the pixel's centre; 0 = nothing. */
  readonly ids: Uint16Array;
  /** Distance along the optical axis at the pixel's centre; 0 = nothing. */
  readonly depthM: Float32Array;
}

/** A software renderer for one image size; see {@link createRasteriser}. */
export interface Rasteriser {
  draw(stage: CompiledStage, pose: Pose, camera: CameraIntrinsics): RasterImage;
}

const nearM = 0.05;
const farM = 100;

/**
 * Draws compiled stages in plain JavaScript, on one core, with the same result on every run. Ids and depth are exact samples
 * at pixel centres, whatever `supersample` is: 2 averages four colour samples per pixel, which smooths edges for three times
 * the time. The camera's own size is ignored except for its aspect ratio; surfaces nearer than 5 cm are cut away.
 */
export function createRasteriser(options: { widthPx: number; heightPx: number; supersample?: 1 | 2 }): Rasteriser {
  const { widthPx, heightPx, supersample = 1 } = options;
  const target = createRasterTarget(widthPx, heightPx);
  const fineTarget = supersample === 2 ? createRasterTarget(2 * widthPx, 2 * heightPx) : null;
  const averaged = new Uint8Array(fineTarget === null ? 0 : widthPx * heightPx * 4);
  const preparedStages = new WeakMap<CompiledStage, PreparedStage>();

  return {
    draw(stage, pose, camera) {
      let prepared = preparedStages.get(stage);
      if (prepared === undefined) {
        prepared = prepareStage(stage);
        preparedStages.set(stage, prepared);
      }
      const { view, projection } = viewProjectionFromPose(pose, { ...camera, widthPx, heightPx }, nearM, farM);
      const clipFromWorld = multiply(projection, view);
      drawInto(target, prepared, clipFromWorld);
      target.resolve(prepared.skyRgba, fineTarget === null);
      if (fineTarget === null) return target.image;
      drawInto(fineTarget, prepared, clipFromWorld);
      fineTarget.resolve(prepared.skyRgba, true);
      averageQuads(fineTarget.image.rgba, averaged, widthPx, heightPx);
      return { ...target.image, rgba: averaged };
    },
  };
}

function drawInto(target: RasterTarget, prepared: PreparedStage, clipFromWorld: Float64Array): void {
  target.clear();
  for (const cluster of drawOrder(prepared, clipFromWorld)) target.drawCluster(cluster, clipFromWorld, nearM);
}

/** Mean of each 2 x 2 block of a picture twice as wide and high. */
function averageQuads(fine: Uint8Array, out: Uint8Array, widthPx: number, heightPx: number): void {
  const stride = widthPx * 8;
  let to = 0;
  for (let y = 0; y < heightPx; y++) {
    let from = y * 2 * stride;
    for (let x = 0; x < widthPx; x++, from += 8, to += 4) {
      for (let k = 0; k < 3; k++) {
        const a = from + k;
        const sum = (fine[a] as number) + (fine[a + 4] as number) + (fine[a + stride] as number) + (fine[a + stride + 4] as number);
        out[to + k] = (sum + 2) >> 2;
      }
      out[to + 3] = 255;
    }
  }
}
