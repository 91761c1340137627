import type { FrameSightings } from '../../../../shared/api/index.ts';
import { salienceThreshold } from '../../../../shared/model/trajectory.ts';

/** Consecutive frames, both ends inclusive, in which some instance is in view, or salient. */
export interface VisibleRun {
  readonly start: number;
  readonly end: number;
  readonly isSalient: boolean;
}

/** Runs of frames that show any of `objectIndices`; salient stretches are runs of their own between pale ones. */
export function visibleRuns(frames: FrameSightings['frames'], objectIndices: readonly number[]): VisibleRun[] {
  const wanted = new Set(objectIndices);
  const runs: { start: number; end: number; isSalient: boolean }[] = [];
  for (const [frame, sightings] of frames.entries()) {
    let peak = 0;
    for (const [objectIndex, , fraction] of sightings) if (wanted.has(objectIndex)) peak = Math.max(peak, fraction);
    if (peak === 0) continue;
    const isSalient = peak > salienceThreshold;
    const last = runs.at(-1);
    if (last !== undefined && last.end === frame - 1 && last.isSalient === isSalient) last.end = frame;
    else runs.push({ start: frame, end: frame, isSalient });
  }
  return runs;
}
