import type { Vec3 } from '../geometry/vector.ts';

/** Pinhole camera of a whole trajectory. Square pixels; the optical centre is the image centre. */
export interface CameraIntrinsics {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Full vertical opening angle. */
  readonly fovYDeg: number;
  /** Downward tilt: 27 looks 27 degrees below the horizon. */
  readonly pitchDownDeg: number;
  /** Height of the camera above the floor. */
  readonly heightM: number;
}

/** Where the agent is in one frame. The camera stands above `positionM`'s plan point at the intrinsics' height. */
export interface Pose {
  /** Plan position in x and z; y is the agent's pivot (SIMS-V: 0.900992) and carries no information. */
  readonly positionM: Vec3;
  /** 0 faces +z, clockwise seen from above. */
  readonly yawDeg: number;
}

/** What one frame shows of one instance. */
export interface Sighting {
  /** Index into `Scene.objects`. */
  readonly objectIndex: number;
  readonly pixels: number;
  /** Share of the annotated frame, 0 to 1 (SIMS-V: `pct_pixels`). */
  readonly fraction: number;
  /** Inclusive pixel bounds [left, top, right, bottom]; null where the source has none. */
  readonly box2dPx: readonly [left: number, top: number, right: number, bottom: number] | null;
}

/** Pose and sightings of one frame; `index` is 0-based and is the only unit of time in the product. */
export interface Frame {
  readonly index: number;
  readonly pose: Pose;
  readonly sightings: readonly Sighting[];
}

/** Everything a question needs to know about one instance over a whole trajectory. */
export interface SightingSummary {
  readonly objectIndex: number;
  readonly firstVisibleFrame: number;
  readonly lastVisibleFrame: number;
  /** Frame with the largest fraction (the first of equals). */
  readonly bestFrame: number;
  readonly peakFraction: number;
  /** First frame whose fraction exceeds the salience threshold (strictly more than 0.05), null if none. */
  readonly firstSalientFrame: number | null;
  readonly salientFrameCount: number;
  readonly visibleFrameCount: number;
}

/** SIMS-V's salience rule: an instance is salient in a frame when it fills strictly more than this share of it. */
export const salienceThreshold = 0.05;

/** Folds one frame's sighting of an instance into its summary (undefined before its first sighting). Frames must come in order. */
export function foldSighting(summary: SightingSummary | undefined, frameIndex: number, sighting: Sighting): SightingSummary {
  const isSalient = sighting.fraction > salienceThreshold;
  if (summary === undefined) {
    return {
      objectIndex: sighting.objectIndex,
      firstVisibleFrame: frameIndex,
      lastVisibleFrame: frameIndex,
      bestFrame: frameIndex,
      peakFraction: sighting.fraction,
      firstSalientFrame: isSalient ? frameIndex : null,
      salientFrameCount: isSalient ? 1 : 0,
      visibleFrameCount: 1,
    };
  }
  const isBest = sighting.fraction > summary.peakFraction;
  return {
    ...summary,
    lastVisibleFrame: frameIndex,
    bestFrame: isBest ? frameIndex : summary.bestFrame,
    peakFraction: isBest ? sighting.fraction : summary.peakFraction,
    firstSalientFrame: summary.firstSalientFrame ?? (isSalient ? frameIndex : null),
    salientFrameCount: summary.salientFrameCount + (isSalient ? 1 : 0),
    visibleFrameCount: summary.visibleFrameCount + 1,
  };
}
