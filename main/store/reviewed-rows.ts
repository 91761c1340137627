import type { BytePlace } from '../formats/shard-place.ts';
import { type VideoRow, videoFromRow } from './trajectories.ts';
import type { Workspace } from './workspace.ts';

/** A question's row with its state, as an export needs it. */
export interface ReviewedRow {
  readonly seq: number;
  readonly source_file_id: number;
  readonly id: string;
  readonly task: string;
  readonly byte_offset: number;
  readonly byte_length: number;
  readonly line: number;
  readonly part: number;
  readonly content_hash: string;
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

/** Trajectories that are remembered; an export may be about more of them than fit into memory. */
const mostPlaces = 10_000;

/** Looks trajectories up and remembers them: hundreds of questions ask for the same one. */
export function placesOfTrajectories(workspace: Workspace): (trajectoryId: string) => ReviewedPlace {
  const known = new Map<string, ReviewedPlace>();
  const find = workspace.prepareAll<VideoRow & { readonly folder: string; readonly name: string }>(
    'select folder, name, video_path, video_offset, video_length from trajectory join scene on scene.id = scene_id where trajectory.id = ?',
  );
  return (id) => {
    const place = known.get(id);
    if (place !== undefined) return place;
    const row = find(id)[0] as VideoRow & { readonly folder: string; readonly name: string };
    const found = { folder: row.folder, trajectory: row.name, video: videoFromRow(row) };
    if (known.size >= mostPlaces) known.clear();
    known.set(id, found);
    return found;
  };
}

const columns = `
select question.seq, source_file_id, question.id, question.task, byte_offset, byte_length, line, part, question.content_hash, verdict, is_flagged, edited, trajectory_id
from question
join question_state on question_state.seq = question.seq`;

const select = `${columns}
where source_file_id = ? and line > ?
order by line, part`;

/** The questions of a file after a line, in the order of line and part: about `limit` of them, and always all of a line. */
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

/**
 * The questions of several files by the file's number, each in the order of line and part; null where there are more than `limit`. Asking once for dozens of
 * small files takes a quarter of the time of asking for each.
 */
export function reviewedRowsOfFiles(
  workspace: Workspace,
  sourceFileIds: readonly number[],
  limit: number,
): ReadonlyMap<number, readonly ReviewedRow[]> | null {
  const rows = workspace.prepareAll<ReviewedRow>(`${columns}
where source_file_id in (select value from json_each(?)) order by source_file_id, line, part limit ?`)(
    JSON.stringify(sourceFileIds),
    limit + 1,
  );
  return rows.length > limit ? null : Map.groupBy(rows, (row) => row.source_file_id);
}

/** What the shard says of questions, as JSON, by their numbers; at most some thousands at a time. */
export function storedContents(workspace: Workspace, seqs: readonly number[]): ReadonlyMap<number, string> {
  const rows = workspace.prepareAll<{ readonly seq: number; readonly stored: string }>(
    'select seq, stored from question where seq in (select value from json_each(?))',
  )(JSON.stringify(seqs));
  return new Map(rows.map(({ seq, stored }) => [seq, stored]));
}

/** Questions by trajectory. */
export interface QuestionsByWalk {
  /** Numbers of the questions, trajectory by trajectory. */
  readonly seqs: Float64Array;
  /** Each trajectory that has questions: its shard, and where its numbers end in `seqs`; those of the next begin there. */
  readonly walks: readonly { readonly shardId: string; readonly end: number }[];
}

/**
 * All questions of some shards, trajectory by trajectory, in the order in which these were imported: for formats that keep the questions about one video
 * together. A few bytes for each are all that is kept of them.
 */
export function questionsByWalk(workspace: Workspace, shardIds: readonly string[]): QuestionsByWalk {
  const seqs: number[] = [];
  const walks: { shardId: string; end: number }[] = [];
  if (shardIds.length === 0) return { seqs: new Float64Array(), walks };
  let last: unknown = null;
  workspace.eachTuple(
    `select question.seq, trajectory.rowid, scene.shard_id from question
     join trajectory on trajectory.id = question.trajectory_id join scene on scene.id = question.scene_id
     where scene.shard_id in (select value from json_each(?)) order by trajectory.rowid, question.seq`,
    [JSON.stringify(shardIds)],
    ([seq, walk, shardId]) => {
      if (walk !== last) walks.push({ shardId: shardId as string, end: 0 });
      last = walk;
      seqs.push(seq as number);
      (walks.at(-1) as { end: number }).end = seqs.length;
    },
  );
  return { seqs: Float64Array.from(seqs), walks };
}

/** The rows of questions by their numbers, in the order of these; at most some thousands at a time. */
export function reviewedRowsOf(workspace: Workspace, seqs: readonly number[]): ReviewedRow[] {
  const rows = workspace.prepareAll<ReviewedRow>(`${columns}
where question.seq in (select value from json_each(?)) order by question.seq`)(JSON.stringify(seqs));
  return rows;
}
