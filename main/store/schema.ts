import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Text column that holds JSON; parsed by the repository that owns the table. */
type Json = string;

/** An imported shard: a directory or one file. `path` is absolute; everything else below names files relative to it ('' is the shard itself). */
interface ShardTable {
  id: string;
  path: string;
  format: string;
  convention: string;
  imported_at_ms: number;
}

/** A file that was read, as it was then. `sha256` is null for videos, which are told apart by size only. */
interface SourceFileTable {
  id: Generated<number>;
  shard_id: string;
  /** The scene that all of it is about; null where it is about many. */
  scene_id: string | null;
  /** Relative to the shard, with forward slashes. */
  path: string;
  size_bytes: number;
  sha256: string | null;
  has_questions: number;
  /** 0 while an import has read only its beginning. */
  is_complete: number;
}

interface SceneTable {
  id: string;
  shard_id: string;
  /** Folder relative to the shard: "val/000012". */
  folder: string;
  /** A `Scene`; one without anything in it until it is read, or where the shard has no geometry. */
  content: Json;
  has_geometry: Generated<number>;
  /** What stage 2 of the import still has to do: `read` the scene and judge its questions, or only `judge` new ones; null when done. */
  check_due: string | null;
}

interface TrajectoryTable {
  id: string;
  scene_id: string;
  name: string;
  fps: number;
  frame_count: number;
  /** `CameraIntrinsics`, or null where the shard does not tell. */
  camera: Json | null;
  /** Relative to the shard; null when missing. */
  video_path: string | null;
  /** Place within that file; both null: all of it. */
  video_offset: number | null;
  video_length: number | null;
  /** Float64 triples x, z, yaw per frame; empty until the scene is read. */
  poses: Uint8Array;
  /** Where its frames' lines lie, see `pack-frame-lines`; null where no frame has sightings, or the `frame` table has them. */
  frame_source: Json | null;
  frame_starts: Uint8Array | null;
  bounds_starts: Uint8Array | null;
}

/** Sightings that version 1 copied out of shards. Nothing is added any more. */
interface FrameTable {
  trajectory_id: string;
  frame: number;
  /** See `packSightings`. */
  sightings: Uint8Array;
}

interface SightingTable {
  trajectory_id: string;
  object_index: number;
  first_visible_frame: number;
  last_visible_frame: number;
  best_frame: number;
  peak_fraction: number;
  first_salient_frame: number | null;
  salient_frame_count: number;
  visible_frame_count: number;
}

/** A question as its shard has it. `seq` is the shard order. */
interface QuestionTable {
  seq: Generated<number>;
  id: string;
  scene_id: string;
  trajectory_id: string;
  task: string;
  source_file_id: number;
  byte_offset: number;
  byte_length: number;
  line: number;
  /** Which question of its record, from 0. */
  part: number;
  content_hash: string;
  /** A `QuestionContent`. */
  stored: Json;
  agreement: string;
  margin_score: number | null;
  /** Bits of `findingKinds` as judged on import; null while nobody has looked. */
  findings: number | null;
  /** See `listing-columns.ts`. */
  objects: string;
  rooms: string;
}

/** Where a question stands: a cache of its decisions, written in the same transaction as each of them. */
interface QuestionStateTable {
  seq: ColumnType<number, number, never>;
  scene_id: string;
  task: string;
  verdict: string;
  is_flagged: number;
  text: string;
  answer: string;
  /** A `QuestionContent` where edited, else null. */
  edited: Json | null;
  content_hash: string;
  agreement: string;
  margin_score: number | null;
  /** The margin for ordering: undecidable questions come last. */
  margin_order: GeneratedAlways<number>;
  /** As in `QuestionTable`, for the content in force. */
  findings: number | null;
  objects: string;
  rooms: string;
  /** Share of models whose answer differs; null until an evaluation fills it. */
  disagreement: number | null;
  /** Who gave the verdict in force. */
  reviewer: string | null;
  /** Why it is rejected; null otherwise. */
  reject_reason: string | null;
  has_comment: number;
  /** When it was last decided about, in any way. */
  changed_at_ms: number | null;
}

/** How far `question_text` (FTS5) is filled: every question up to this `seq`. One row. */
interface TextIndexTable {
  indexed_to: number;
}

/** Questions per verdict: imports add to it, a trigger follows every change of a verdict. */
interface VerdictCountTable {
  verdict: string;
  count: number;
}

/** The append-only log; triggers refuse UPDATE and DELETE. */
interface DecisionTable {
  id: string;
  question_id: string;
  question_hash: string;
  reviewer: string;
  clock: string;
  operation: string;
  payload: Json;
  evidence: Json | null;
  tool_version: string;
  /** The decision that an undo or redo names. */
  target_id: string | null;
}

interface ProblemTable {
  id: Generated<number>;
  shard_id: string;
  /** Folder of the scene, or file of questions, that it belongs to; null for the shard as a whole. */
  scene_folder: string | null;
  /** `read`: found by stage 1; `check`: by stage 2; `recheck`: when the shard was imported again. */
  phase: string;
  file: string | null;
  line: number | null;
  item: string | null;
  code: string;
  message: string;
}

interface SettingTable {
  key: string;
  value: string;
}

/** Every table of a workspace, for kysely. */
export interface WorkspaceTables {
  shard: ShardTable;
  source_file: SourceFileTable;
  scene: SceneTable;
  trajectory: TrajectoryTable;
  frame: FrameTable;
  sighting: SightingTable;
  question: QuestionTable;
  question_state: QuestionStateTable;
  verdict_count: VerdictCountTable;
  decision: DecisionTable;
  problem: ProblemTable;
  setting: SettingTable;
  text_index: TextIndexTable;
}
