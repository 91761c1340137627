import type { ExportRequest } from '../../shared/api/index.ts';
import type { Problem } from '../../shared/errors.ts';
import type { Verdict } from '../../shared/model/decision.ts';
import type { Workspace } from '../store/workspace.ts';

/** What a writer did. */
export interface WrittenShard {
  readonly records: number;
  readonly files: number;
  readonly problems: readonly Problem[];
}

/** What to write, and who watches. */
export interface WriteOptions {
  readonly verdicts: ReadonlySet<Verdict>;
  readonly answerMode: ExportRequest['answerMode'];
  readonly signal: AbortSignal;
  /** Called after each piece with the records seen so far. */
  readonly onRecords: (done: number) => void;
}

/** One format that reviewed questions are written in. */
export interface ShardWriter {
  readonly format: ExportRequest['format'];
  /** Records a whole export looks at, for progress. */
  countRecords(workspace: Workspace): number;
  /** Writes to `out`, which does not exist yet and appears only when everything is written. Throws `file.write-failed`, `shard.changed`, `cancelled`. */
  write(workspace: Workspace, out: string, options: WriteOptions): Promise<WrittenShard>;
}
