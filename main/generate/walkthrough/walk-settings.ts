import type { CameraIntrinsics } from '../../../shared/model/trajectory.ts';

/**
 * Where a walk leads. `simsv` looks around once in every room, as SIMS-V does; `coverage` goes the same way, and from each room's lookout on
 * to places that show what would otherwise never fill enough of a frame.
 */
export const tourNames = ['simsv', 'coverage'] as const;
/** One of {@link tourNames}. */
export type TourName = (typeof tourNames)[number];

/** How a walk is turned into frames. `discrete` is one frame per step or turn, as in SIMS-V; `smooth` glides along the same way at walking pace. */
export const motionNames = ['discrete', 'smooth'] as const;
/** One of {@link motionNames}. */
export type MotionName = (typeof motionNames)[number];

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
  /** Most actions of a walk, the closing `done` included; in smooth motion, most frames after the first. */
  readonly maxSteps: number;
  readonly tour: TourName;
  readonly motion: MotionName;
  /** Standard deviation of the error of every turn (Gaussian); 0 turns exactly. */
  readonly yawNoiseDeg: number;
  /** Ids of rooms where other walks through the house begin: this one begins elsewhere if it can. */
  readonly avoidStartRooms: readonly string[];
  readonly fps: number;
  readonly camera: CameraIntrinsics;
}

/** The choices that a run makes for all its walks. */
export type WalkStyle = Pick<WalkSettings, 'tour' | 'motion' | 'yawNoiseDeg'>;

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
  tour: 'simsv',
  motion: 'discrete',
  yawNoiseDeg: 0,
  avoidStartRooms: [],
  fps: 10,
  camera: { widthPx: 384, heightPx: 224, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 },
};
