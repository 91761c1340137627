import type { QuestionContent } from '../../shared/api/index.ts';
import type { Problem } from '../../shared/errors.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { CameraIntrinsics, Frame, SightingSummary } from '../../shared/model/trajectory.ts';
import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import type { SourceFile } from '../store/source-files.ts';

/** A trajectory as a reader found it. */
export interface ReadTrajectory {
  readonly name: string;
  readonly fps: number;
  readonly camera: CameraIntrinsics | null;
  /** Relative to the shard; null when missing. */
  readonly videoPath: string | null;
  readonly frames: readonly Frame[];
  /** Of every instance seen at least once, by object index. */
  readonly sightings: readonly SightingSummary[];
}

/** A question as a reader found it, with its bytes' place. */
export interface ReadQuestion {
  readonly id: string;
  readonly task: string;
  readonly content: QuestionContent;
  readonly contentHash: string;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly line: number;
}

/** A file of questions about one trajectory. */
export interface ReadQuestionFile {
  readonly file: SourceFile;
  readonly trajectoryName: string;
  readonly questions: readonly ReadQuestion[];
}

/** A scene with everything about it. */
export interface ReadScene {
  /** Place in the shard ("val/000012"). */
  readonly folder: string;
  readonly scene: Scene;
  /** Files other than question files, as they were read. */
  readonly files: readonly SourceFile[];
  readonly trajectories: readonly ReadTrajectory[];
  readonly questionFiles: readonly ReadQuestionFile[];
}

/** Where a reader puts what it finds. A scene comes whole or not at all. */
export interface ShardSink {
  /** Called once, before the scenes. */
  begin(shard: { readonly convention: ConventionName; readonly sceneCount: number }): void;
  /** What is already known of a folder, by path; null for a new one. Such a folder is compared, not read. */
  knownFiles(folder: string): ReadonlyMap<string, SourceFile> | null;
  /** Id for a scene of this shard. */
  sceneId(folder: string): string;
  /** A new scene with the problems met while reading it; null where they were too bad to accept it. */
  scene(folder: string, scene: ReadScene | null, problems: readonly Problem[]): void;
  /** A known scene looked at again: question files that are new, and what changed. */
  recheck(folder: string, added: readonly ReadQuestionFile[], problems: readonly Problem[]): void;
  /** A known scene with trajectories or videos that were not there before, read again whole; `problems` replace those of the first reading. */
  grow(folder: string, scene: ReadScene, problems: readonly Problem[]): void;
}

/** How a reader may be interrupted. */
export interface ReadOptions {
  readonly signal: AbortSignal;
}

/** One format that shards come in. */
export interface ShardReader {
  readonly format: string;
  /** How sure the reader is that `path` is its format, 0 to 1, and why; for a refusal `why` says what it looked for. */
  detect(path: string): Promise<{ readonly score: number; readonly why: string }>;
  /** Reads a whole shard. Bad input becomes problems; rejects only where nothing can be read, or as `cancelled`. */
  read(path: string, sink: ShardSink, options: ReadOptions): Promise<void>;
}
