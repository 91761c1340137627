import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Keeps the stream of turning errors apart from the one that draws the start. */
const streamMark = 0x5f3759df;
const steps = 2 ** 30;

/** A stream of Gaussian turning errors in degrees (Box and Muller); all 0 for a standard deviation of 0. The same seed gives the same errors. */
export function turnNoise(seed: number, standardDeviationDeg: number): () => number {
  if (standardDeviationDeg === 0) return () => 0;
  const random = xoroshiro128plus(seed ^ streamMark);
  return () => {
    const radius = Math.sqrt(-2 * Math.log(uniformInt(random, 1, steps) / steps));
    const angle = (2 * Math.PI * uniformInt(random, 1, steps)) / steps;
    return standardDeviationDeg * radius * Math.cos(angle);
  };
}
