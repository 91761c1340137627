import type { QuestionContent } from '../../shared/api/index.ts';
import type { Problem } from '../../shared/errors.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { CameraIntrinsics, Sighting, SightingSummary } from '../../shared/model/trajectory.ts';
import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import type { SourceFile } from '../store/source-files.ts';
import type { BytePlace } from './shard-place.ts';

/**
 * How a format is read, in two stages. Stage 1, `index`, finds scenes, trajectories, videos and questions with the places of their bytes; it opens no
 * geometry, no annotations and no video, and after it every question can be listed and reviewed, its agreement `unchecked`. Stage 2, `readScene`, reads one
 * scene's geometry and what its trajectories saw; then every question of the scene is judged. Frames are never stored: `readFrames` reads their lines
 * where they lie when somebody looks at them.
 *
 * What belongs to a reader, and what does not: a reader knows its format and nothing of SQLite, threads or screens. Bad input becomes a problem with file
 * and line, and the rest goes on; a reader throws only where nothing at all can be read, or `cancelled`.
 */
export interface ShardReader {
  /** Name in the workspace, on the screen and in `--format`. */
  readonly format: string;
  /**
   * How sure the reader is that `shard` (a directory or a file) is its format, and why. Cheap: a listing, or the first kilobytes. Throws only
   * `input.unsupported`, where the shard is one that no format can read as it is (a compressed tar) and what to do about it can be said. */
  detect(shard: string): Promise<Detection>;
  /**
   * Stage 1. Calls `sink.begin` once, then `sink.put` for each piece in shard order and `sink.advance` after each unit. Importing again calls it again:
   * what is known already is found with `sink.known…`, compared, and only what is new is put.
   *
   * @throws AppError where nothing can be read; `cancelled` once `signal` is aborted (pieces put so far stay).
   */
  index(shard: string, sink: IndexSink, options: ReadOptions): Promise<void>;
  /** Stage 2 of one scene; absent where the format never has geometry. Never throws for bad input. */
  readScene?(shard: string, scene: SceneToRead, options: ReadOptions): Promise<SceneReading>;
  /** Sightings of frames `start` to `start + count - 1` of a trajectory whose reading had `frameLines`; a frame that cannot be read sees nothing. */
  readFrames?(shard: string, request: FramesRequest): Promise<(readonly Sighting[])[]>;
}

/** What {@link ShardReader.detect} finds. */
export interface Detection {
  /** 0 (certainly not) to 1. Above 0.5 the shard is taken for this format; the highest score wins. */
  readonly score: number;
  /** For a refusal: what was looked for. Otherwise what was found; it ends the sentence "read as simsv: …". */
  readonly why: string;
}

/** How a reader may be interrupted. */
export interface ReadOptions {
  readonly signal: AbortSignal;
}

/** A scene as stage 1 finds it: its name, and the videos. */
export interface IndexedScene {
  /** Its key in the shard: "val/000012", or the scene's name in a file of questions. Unique in the shard, and part of the scene's id. */
  readonly folder: string;
  /** Whether `readScene` has anything to read; otherwise its questions are undecidable at once ("no geometry") and there is no stage 2 for it. */
  readonly hasGeometry: boolean;
  readonly trajectories: readonly IndexedTrajectory[];
}

/** A trajectory as stage 1 finds it. */
export interface IndexedTrajectory {
  /** Unique in its scene; part of its id. "0" where the format has only one per scene. */
  readonly name: string;
  /** Null where there is no video. Stage 2 may take it back (it proved unplayable). */
  readonly video: BytePlace | null;
  /** Where known without opening the video. */
  readonly fps?: number;
}

/** A question as stage 1 finds it. */
export interface IndexedQuestion {
  /** 32 hexadecimal digits, the same on every machine: a hash of shard-independent names and the record's bytes (see `questionId`). */
  readonly id: string;
  /** Of a scene in this piece or an earlier one. */
  readonly sceneFolder: string;
  readonly trajectoryName: string;
  /** Task in SIMS-V's or VSI-Bench's words where the registry knows it (`findQuestionType`), else the format's own. */
  readonly task: string;
  readonly content: QuestionContent;
  /** SHA-256 of the record's bytes, hex; of a canonical form of the row where a record has no bytes of its own (parquet). An export checks it. */
  readonly contentHash: string;
  /** In the file of questions it came in (absolute, also inside a tar). 0 and 0 where a record has no bytes of its own (parquet). */
  readonly byteOffset: number;
  /** Without the line's end. */
  readonly byteLength: number;
  /** 1-based line, row, record or sample. */
  readonly line: number;
  /** Which question of the record, from 0; absent: 0. A conversation of several turns is one record with several questions. */
  readonly part?: number;
}

/** A file of questions, or a piece of one. */
export interface IndexedQuestionFile {
  /** Path relative to the shard ('' for a shard of one file), size, and the hash of the whole file where it is small enough to be read for that. */
  readonly file: SourceFile;
  /** The scene that all of its questions are about; null where they are about many. */
  readonly sceneFolder: string | null;
  /**
   * False while more pieces of the file follow. A file left incomplete is read again from its start by the next import, if it still is what it was; known
   * ids are skipped. */
  readonly isComplete: boolean;
  readonly questions: readonly IndexedQuestion[];
}

/** What one step of stage 1 found; stored as a whole or not at all. At most some thousands of questions, so that memory stays flat. */
export interface IndexPiece {
  /** What `problems` are about: a scene's folder or a file of questions; null for the shard as a whole. The first piece of a scope replaces its old report. */
  readonly scope: string | null;
  /** New ones, and known ones that have got new trajectories or videos; naming a known scene again is harmless. */
  readonly scenes: readonly IndexedScene[];
  readonly files: readonly IndexedQuestionFile[];
  /** `recheck`: the scope is known and was only compared; the problems of its first reading stay. */
  readonly phase: 'read' | 'recheck';
  /** True to have known scenes of the piece read by stage 2 again, because they have grown. */
  readonly isGrown?: boolean;
  readonly problems: readonly Problem[];
}

/** Where stage 1 puts what it finds. Every method is synchronous; await something between pieces, so that a cancel is heard. */
export interface IndexSink {
  /** Once, first. `total` is the number of units (scenes, records, bytes) that `advance` will count; 0 where it is not known. */
  begin(shard: { readonly convention: ConventionName; readonly total: number }): void;
  /** The stored state of a file; null for a new one. */
  knownFile(path: string): KnownFile | null;
  /** Where the records of a file lie that an earlier import stored, and what they were, in order. */
  knownRecords(path: string): Iterable<Pick<IndexedQuestion, 'byteOffset' | 'byteLength' | 'contentHash'>>;
  /** A scene that an earlier import stored; null where it is new. */
  knownScene(folder: string): KnownScene | null;
  put(piece: IndexPiece): void;
  /** One more unit is done; `units` where it is more than one. `label` says what ("val/000012"). */
  advance(label: string, units?: number): void;
}

/** A scene as the workspace knows it. */
export interface KnownScene {
  /** By path; what stage 2 read included. */
  readonly files: ReadonlyMap<string, KnownFile>;
  /** False while stage 2 has not read it, or where it could not. */
  readonly hasGeometry: boolean;
}

/** A file as the workspace knows it. */
export interface KnownFile extends SourceFile {
  readonly isComplete: boolean;
}

/** Which scene to read. */
export interface SceneToRead {
  readonly folder: string;
  /** What `Scene.id` is to be. */
  readonly sceneId: string;
  readonly trajectories: readonly { readonly name: string; readonly video: BytePlace | null }[];
}

/** What stage 2 reads of one scene. */
export interface SceneReading {
  /** Null where there is no usable geometry: the questions stay reviewable and are undecidable; `problems` say why. */
  readonly scene: Scene | null;
  /** Files that were read (annotations, metadata; not those of questions), as they were then. */
  readonly files: readonly SourceFile[];
  /** Of those asked for, as many as could be read. */
  readonly trajectories: readonly ReadTrajectory[];
  readonly problems: readonly Problem[];
}

/** What stage 2 reads of one trajectory. */
export interface ReadTrajectory {
  readonly name: string;
  readonly fps: number;
  readonly camera: CameraIntrinsics | null;
  /** Null where it is missing or cannot be played. */
  readonly video: BytePlace | null;
  /** Annotated frames; 0 where there are none (a scene without a walk). */
  readonly frameCount: number;
  /** Plan position x, z in metres and yaw in degrees per frame. */
  readonly poses: Float64Array;
  /** Of every instance seen at least once, by object index. */
  readonly sightings: readonly SightingSummary[];
  /** Where the frames' lines lie; null where no frame has sightings. */
  readonly frameLines: FrameLines | null;
}

/** Where the lines of a trajectory's frames lie: line i is frame i. */
export interface FrameLines {
  readonly annotations: LineRuns;
  /** Lines with 2-D bounds (our sidecar), where there are any. */
  readonly bounds: LineRuns | null;
}

/** The lines of a file, or of a part of one. */
export interface LineRuns {
  readonly place: BytePlace;
  /** Where each line starts, in bytes from the place's first byte, and where the last one ends: one more than there are lines. */
  readonly starts: Uint32Array;
}

/** Which frames to read. */
export interface FramesRequest extends FrameLines {
  /** Ids of `Scene.objects`, in their order. */
  readonly objectIds: readonly string[];
  readonly start: number;
  readonly count: number;
}
