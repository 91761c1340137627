import { type Pose, salienceThreshold } from '../../../shared/model/trajectory.ts';
import type { ViewPredictor } from './predict-view.ts';

/** Predictions are off by a third now and then: from here up to `sureFraction` an object is more and more likely to pass the salience threshold. */
const doubtfulFraction = 0.6 * salienceThreshold;
const sureFraction = 1.6 * salienceThreshold;
/** A share of the frame from which something counts as seen at all: some eighty pixels of a small video. */
const seenFraction = 0.001;
/** What a first sight of something is worth beside showing it large. */
const firstSightWorth = 0.3;

/** The largest predicted share of a frame of every object, over some poses, as far as it makes a difference to {@link worthOfView}. */
export class SeenSoFar {
  readonly peaks: Float64Array;
  private readonly predictor: ViewPredictor;

  constructor(predictor: ViewPredictor, peaks: Float64Array = new Float64Array(predictor.objectCount)) {
    this.predictor = predictor;
    this.peaks = peaks;
  }

  /** Looks from poses. */
  add(poses: readonly Pose[]): void {
    for (const pose of poses) {
      const look = this.predictor.look(pose);
      for (let object = 0; object < this.peaks.length; object++) {
        const peak = this.peaks[object] as number;
        const fraction = look(object, usefulFraction(peak));
        if (fraction > peak) this.peaks[object] = fraction;
      }
    }
  }

  /** An independent copy. */
  copy(): SeenSoFar {
    return new SeenSoFar(this.predictor, this.peaks.slice());
  }
}

/** What a view is worth that fills `fraction` of a frame with an object of which `peak` was the best so far; 1 turns the unseen into the surely salient. */
export function worthOfView(fraction: number, peak: number): number {
  if (fraction <= usefulFraction(peak)) return 0;
  return Math.max(salienceChance(fraction) - salienceChance(peak), peak < seenFraction ? firstSightWorth : 0);
}

/** A view is worth something only where the object fills more of the frame than this; infinite where nothing is left to gain. */
export function usefulFraction(peak: number): number {
  if (peak < seenFraction) return seenFraction;
  return peak < sureFraction ? Math.max(peak, doubtfulFraction) : Number.POSITIVE_INFINITY;
}

function salienceChance(fraction: number): number {
  return Math.min(1, Math.max(0, (fraction - doubtfulFraction) / (sureFraction - doubtfulFraction)));
}
