import type { ExportFormat, ExportRequest } from '../../shared/api/index.ts';
import type { Problem } from '../../shared/errors.ts';
import type { Verdict } from '../../shared/model/decision.ts';
import type { Workspace } from '../store/workspace.ts';

/**
 * How a format is written. A writer takes the reviewed records from `reviewedFiles(workspace)` (main/review/reviewed-files.ts): file after file, page after
 * page, each record with its bytes, its place, verdict, neutral content and edit. Where a record comes from the writer's own format it copies the bytes of
 * an untouched one and changes in an edited one only what the edit changes; a record of another format it builds anew from the neutral content. It keeps
 * a page in memory, never a file. What it writes appears only when it returns: `target` sees to that, to the hashes, and to the manifest beside it.
 */
export interface ShardWriter {
  readonly format: ExportFormat;
  /** What `--out` names. */
  readonly target: 'directory' | 'file';
  /** Records a whole export looks at, for progress. */
  countRecords(workspace: Workspace): number;
  /** Throws `file.write-failed`, `shard.changed`, `cancelled`; then nothing is left of the target. */
  write(workspace: Workspace, target: ExportTarget, options: WriteOptions): Promise<WrittenRecords>;
}

/** What a writer did. */
export interface WrittenRecords {
  readonly records: number;
  /** Records that the format cannot say, lines of the shard that are no questions: named, and the rest written. */
  readonly problems: readonly Problem[];
}

/** What to write, and who watches. */
export interface WriteOptions {
  /** Whether a question is to be written: its verdict, and whether it was selected. */
  isKept(question: { readonly id: string; readonly verdict: Verdict }): boolean;
  readonly answerMode: ExportRequest['answerMode'];
  readonly signal: AbortSignal;
  /** To be called after each page with the records seen so far. */
  readonly onRecords: (done: number) => void;
}

/** Where a writer writes. One file is open at a time. */
export interface ExportTarget {
  /**
   * Begins the next file, its folders included, and ends the one before.
   *
   * @param path - relative to the target, with forward slashes; '' for the one file of a target that is a file.
   */
  begin(path: string): Promise<void>;
  /** Appends to the file that was begun last. Throws `file.write-failed`. */
  write(data: string | Uint8Array): Promise<void>;
}
