import type { CameraIntrinsics } from '../../shared/model/trajectory.ts';
import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import type { RendererName } from '../../shared/stage/render-job.ts';

/** Everything a generation run depends on. */
export interface GenerateSettings {
  readonly houseFiles: readonly string[];
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
  readonly renderer: RendererName | 'auto';
  /** Houses in work at a time. */
  readonly workers: number;
  /** Question types to ask, by task name. */
  readonly tasks: readonly string[];
  readonly questionsPerVideo: number;
  readonly convention: ConventionName;
}
