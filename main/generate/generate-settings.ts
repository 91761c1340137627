import type { CameraIntrinsics } from '../../shared/model/trajectory.ts';
import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import type { Modality } from '../../shared/stage/modalities/modality-names.ts';
import type { RendererName } from '../../shared/stage/render-job.ts';
import type { StageQuality } from '../../shared/stage/stage-quality.ts';
import type { WalkStyle } from './walkthrough/walk-settings.ts';

/** Houses that are made instead of read. */
export interface ProceduralHouses {
  readonly count: number;
  /** Inclusive ranges per house. */
  readonly rooms: readonly [min: number, max: number];
  readonly objects: readonly [min: number, max: number];
}

/** Everything a generation run depends on. */
export interface GenerateSettings {
  readonly houseFiles: readonly string[];
  /** Houses of our own, instead of files; null where `houseFiles` names them. */
  readonly procedural: ProceduralHouses | null;
  /** Folder of the AI2-THOR asset database; null looks beside each house file. */
  readonly assetsDir: string | null;
  readonly outDir: string;
  /** train, val or test: the folder below `outDir`. */
  readonly split: string;
  readonly seed: number;
  /** At most this many houses; null takes all. */
  readonly limit: number | null;
  /** Walkthroughs per house. */
  readonly trajectories: number;
  readonly camera: CameraIntrinsics;
  readonly fps: number;
  /** Most actions of a walkthrough. */
  readonly maxSteps: number;
  /** Where walks lead and how they move; absent is SIMS-V's way. */
  readonly walkStyle?: WalkStyle;
  /** What is recorded per pixel, `rgb` first; see {@link Modality}. */
  readonly modalities: readonly Modality[];
  readonly renderer: RendererName | 'auto';
  /** How much care the look gets; absent is medium. Ids and depth do not depend on it. */
  readonly quality?: StageQuality;
  /** Houses in work at a time. */
  readonly workers: number;
  /** Question types to ask, by task name. */
  readonly tasks: readonly string[];
  readonly questionsPerVideo: number;
  readonly convention: ConventionName;
}
