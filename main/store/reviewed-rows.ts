import type { BytePlace } from '../formats/shard-place.ts';
import { type VideoRow, videoFromRow } from './trajectories.ts';
import type { Workspace } from './workspace.ts';

/** A question's row with its state, as an export needs it. */
export interface ReviewedRow {
  readonly id: string;
  readonly task: string;
  readonly byte_offset: number;
  readonly byte_length: number;
  readonly line: number;
  readonly part: number;
  readonly content_hash: string;
  /** JSON. */
  readonly stored: string;
  readonly verdict: string;
  readonly is_flagged: number;
  /** JSON; null while the stored content stands. */
  readonly edited: string | null;
  readonly trajectory_id: string;
}

/** What a question is about, in the names of its shard. */
export interface ReviewedPlace {
  readonly folder: string;
  readonly trajectory: string;
  readonly video: BytePlace | null;
}

/** Looks trajectories up and remembers them: hundreds of questions ask for the same one. */
export function placesOfTrajectories(workspace: Workspace): (trajectoryId: string) => ReviewedPlace {
  const known = new Map<string, ReviewedPlace>();
  const find = workspace.prepareAll<VideoRow & { readonly folder: string; readonly name: string }>(
    'select folder, name, video_path, video_offset, video_length from trajectory join scene on scene.id = scene_id where trajectory.id = ?',
  );
  return (id) => {
    const [row] = known.has(id) ? [] : find(id);
    if (row !== undefined) known.set(id, { folder: row.folder, trajectory: row.name, video: videoFromRow(row) });
    return known.get(id) as ReviewedPlace;
  };
}

const columns = `
select question.id, question.task, byte_offset, byte_length, line, part, question.content_hash, stored, verdict, is_flagged, edited, trajectory_id
from question
join question_state on question_state.seq = question.seq`;

const select = `${columns}
where source_file_id = ? and line > ?
order by line, part`;

/**
 * The questions of a file after a line, in the order of line and part: about `limit` of them, and always all of a line. It is asked once per file, tens of
 * thousands of times in an export, so that it is not composed anew each time.
 */
export function reviewedRows(
  workspace: Workspace,
  sourceFileId: number,
  page: { readonly afterLine: number; readonly limit: number },
): ReviewedRow[] {
  const rows = workspace.prepareAll<ReviewedRow>(`${select} limit ?`)(sourceFileId, page.afterLine, page.limit);
  const last = rows.at(-1);
  if (last === undefined || rows.length < page.limit) return rows;
  // The last line may have more questions than came.
  const whole = rows.filter(({ line }) => line < last.line);
  const ofLast = workspace.prepareAll<ReviewedRow>(select.replace('line > ?', 'line = ?'))(sourceFileId, last.line);
  return [...whole, ...ofLast];
}

/** A question's number with what it is about. */
export interface QuestionOfWalk {
  readonly seq: number;
  readonly shardId: string;
  readonly trajectoryId: string;
}

/**
 * All questions of a workspace, trajectory by trajectory, in the order in which these were imported: for formats that keep the questions about one video together.
 * Numbers only: hundreds of thousands are some megabytes.
 */
export function questionsByWalk(workspace: Workspace): QuestionOfWalk[] {
  return workspace.prepareAll<QuestionOfWalk>(
    `select question.seq, scene.shard_id as shardId, question.trajectory_id as trajectoryId from question
     join trajectory on trajectory.id = question.trajectory_id join scene on scene.id = question.scene_id
     order by trajectory.rowid, question.seq`,
  )();
}

/** The rows of questions by their numbers, in the order of these; at most some thousands at a time. */
export function reviewedRowsOf(workspace: Workspace, seqs: readonly number[]): ReviewedRow[] {
  const rows = workspace.prepareAll<ReviewedRow>(`${columns}
where question.seq in (select value from json_each(?)) order by question.seq`)(JSON.stringify(seqs));
  return rows;
}
