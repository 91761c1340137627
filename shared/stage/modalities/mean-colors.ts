import { packRgba } from '../raster-clusters.ts';
import type { FramePixels } from './frame-pixels.ts';

/** Makes a function that gives the mean colour of every id in a frame, packed, by id; the array is overwritten by the next call. */
export function createMeanColors(instanceCount: number): (frame: Pick<FramePixels, 'rgbx' | 'ids'>) => Uint32Array {
  /** Pixels and sums of red, green and blue, by id. */
  const sums = new Float64Array((instanceCount + 1) * 4);
  const means = new Uint32Array(instanceCount + 1);
  return ({ rgbx, ids }) => {
    sums.fill(0);
    // Neighbouring pixels mostly agree, so whole runs are added at once.
    for (let pixel = 0; pixel < ids.length; ) {
      const id = ids[pixel] as number;
      const start = pixel;
      let [red, green, blue] = [0, 0, 0];
      for (; pixel < ids.length && ids[pixel] === id; pixel += 1) {
        red += rgbx[4 * pixel] as number;
        green += rgbx[4 * pixel + 1] as number;
        blue += rgbx[4 * pixel + 2] as number;
      }
      sums[4 * id] = (sums[4 * id] as number) + pixel - start;
      sums[4 * id + 1] = (sums[4 * id + 1] as number) + red;
      sums[4 * id + 2] = (sums[4 * id + 2] as number) + green;
      sums[4 * id + 3] = (sums[4 * id + 3] as number) + blue;
    }
    for (let id = 0; id <= instanceCount; id += 1) {
      const count = Math.max(1, sums[4 * id] as number);
      const mean = (k: number): number => Math.round((sums[4 * id + k] as number) / count);
      means[id] = packRgba(mean(1), mean(2), mean(3));
    }
    return means;
  };
}
