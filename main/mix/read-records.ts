import { open } from 'node:fs/promises';
import path from 'node:path';
import type { QuestionContent } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { freshSimsvLine, videoNameOf } from '../formats/records/fresh-records.ts';
import { sha256Of } from '../formats/simsv/read-source.ts';
import { editedRecord, parseRecord, type SimsvRecord } from '../formats/simsv/record.ts';
import type { EditOutcome } from '../review/fold-decisions.ts';
import { videoFromRow } from '../store/trajectories.ts';
import type { Workspace } from '../store/workspace.ts';

/** A question's record in force, with where it comes from. */
export interface DrawnRecord {
  readonly record: SimsvRecord;
  readonly shardId: string;
  /** Its question file, relative to the shard. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * The records of questions, edits applied, in the order of `seqs`. They are read from their files by offset, every file opened once.
 *
 * @param seqs - at most 30,000: more do not fit into one statement.
 * @throws AppError `shard.changed` where a record's bytes are no longer those that were imported and reviewed.
 */
export async function readRecords(workspace: Workspace, seqs: readonly number[]): Promise<DrawnRecord[]> {
  const rows = placesOf(workspace, seqs);
  const bySeq = new Map<number, DrawnRecord>();
  // Only SIMS-V's records are what a mix is made of; of other formats the content is enough, and their files are left alone.
  const isOwn = (row: { readonly format: string }) => row.format === 'simsv';
  for (const row of rows) if (!isOwn(row)) bySeq.set(row.seq, recordFromContent(row));
  for (const [sourceFileId, ofFile] of Map.groupBy(rows.filter(isOwn), (row) => row.source_file_id)) {
    const [{ shard_path, path: relative } = { shard_path: '', path: String(sourceFileId) }] = ofFile;
    const handle = await open(path.join(shard_path, ...relative.split('/'))).catch((cause: unknown) => {
      throw changed(shard_path, relative, cause);
    });
    try {
      for (const row of ofFile) {
        const bytes = Buffer.alloc(row.byte_length);
        const { bytesRead } = await handle.read(bytes, 0, row.byte_length, row.byte_offset);
        if (bytesRead !== row.byte_length || sha256Of(bytes) !== row.content_hash) throw changed(shard_path, relative);
        bySeq.set(row.seq, { record: recordInForce(bytes, row.edited), shardId: row.shard_id, file: relative, line: row.line });
      }
    } finally {
      await handle.close();
    }
  }
  return seqs.map((seq) => bySeq.get(seq) as DrawnRecord);
}

function placesOf(workspace: Workspace, seqs: readonly number[]) {
  return workspace.all(
    workspace.db
      .selectFrom('question')
      .innerJoin('question_state', 'question_state.seq', 'question.seq')
      .innerJoin('source_file', 'source_file.id', 'question.source_file_id')
      .innerJoin('shard', 'shard.id', 'source_file.shard_id')
      .innerJoin('scene', 'scene.id', 'question.scene_id')
      .innerJoin('trajectory', 'trajectory.id', 'question.trajectory_id')
      .select(['question.seq', 'question.source_file_id', 'question.byte_offset', 'question.byte_length', 'question.line'])
      .select(['question.content_hash', 'question_state.edited', 'source_file.path', 'source_file.shard_id', 'shard.path as shard_path'])
      .select(['shard.format', 'question.stored', 'question.task', 'scene.folder', 'trajectory.name as trajectory'])
      .select(['trajectory.video_path', 'trajectory.video_offset', 'trajectory.video_length'])
      .where('question.seq', 'in', seqs),
  );
}

/** A record in SIMS-V's form of a question that was read in another. `file` stands for the path of its video, whose first part is the split. */
function recordFromContent(row: ReturnType<typeof placesOf>[number]): DrawnRecord {
  const content = (row.edited === null ? JSON.parse(row.stored) : (JSON.parse(row.edited) as EditOutcome).content) as QuestionContent;
  const place = { sceneFolder: row.folder, trajectoryName: row.trajectory };
  const video = videoNameOf({ ...place, video: videoFromRow(row) });
  const record = parseRecord(freshSimsvLine({ ...place, task: row.task, content }, 0, row.shard_id));
  const file = video.includes('/') ? video : `./${video}`;
  return { record: { ...record, filename: file }, shardId: row.shard_id, file, line: row.line };
}

function recordInForce(bytes: Buffer, edited: string | null): SimsvRecord {
  const stored = bytes.toString('utf8');
  if (edited === null) return parseRecord(stored);
  const edit = JSON.parse(edited) as EditOutcome;
  return parseRecord(editedRecord(stored, { ...edit.content, recordFields: edit.recordFields }));
}

function changed(shard: string, file: string, cause?: unknown): AppError {
  const message = `${file} of ${shard} is not what was imported and reviewed any more. No mix was written and every decision is kept: restore the file, then mix again, or import the new state into another workspace.`;
  return new AppError('shard.changed', message, { where: { file }, cause });
}
