import type { Pose } from '../../shared/model/trajectory.ts';
import type { FramePixels } from '../../shared/stage/modalities/frame-pixels.ts';
import type { RendererName } from '../../shared/stage/render-job.ts';

/** One drawn frame. The arrays belong to the painter and are overwritten by its next call. */
export interface PaintedFrame extends FramePixels {
  /** 0-based, counted from the painter's first pose. */
  readonly index: number;
}

/**
 * Draws the poses of one job, in order. A painter may answer some frames late, so that drawing and reading back overlap:
 * every frame comes exactly once and in order, from `draw` or, at the end, from `drain`.
 */
export interface FramePainter {
  readonly renderer: RendererName;
  /** WebGL's renderer string, or "software". */
  readonly device: string;
  /** Draws a pose and returns a frame that has become readable, null while none has. @throws AppError `render.lost` when the GPU went away. */
  draw(pose: Pose): PaintedFrame | null;
  /** Returns the next frame still under way; null when there is none left. @throws AppError `render.lost`. */
  drain(): PaintedFrame | null;
  dispose(): void;
}
