import type { CameraIntrinsics } from '../../../shared/model/trajectory.ts';

/** Everything that shapes a walkthrough. Lengths in metres, angles in degrees. */
export interface WalkSettings {
  /** The same seed, scene and settings give the same walk. */
  readonly seed: number;
  readonly stepM: number;
  readonly turnDeg: number;
  readonly smallTurnDeg: number;
  /** Turns of `turnDeg` in the look around each room. */
  readonly scanTurns: number;
  readonly gridM: number;
  /** Distances to keep from walls and furniture, the preferred first; the last is the least that a path may have. */
  readonly clearancesM: readonly number[];
  /** A waypoint counts as reached within this distance. */
  readonly reachedM: number;
  /** Farther than this off the waypoint's bearing the agent turns before it steps. */
  readonly bearingToleranceDeg: number;
  /** Most actions of a walk, the closing `done` included. */
  readonly maxSteps: number;
  readonly fps: number;
  readonly camera: CameraIntrinsics;
}

/** The values of the published SIMS-V walkthroughs, without their random jitter of tilt and opening angle. */
export const defaultWalkSettings: WalkSettings = {
  seed: 0,
  stepM: 0.2,
  turnDeg: 30,
  smallTurnDeg: 6,
  scanTurns: 12,
  gridM: 0.1,
  clearancesM: [0.5, 0.4, 0.3, 0.2],
  reachedM: 0.19,
  bearingToleranceDeg: 10,
  maxSteps: 1000,
  fps: 10,
  camera: { widthPx: 384, heightPx: 224, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 },
};
