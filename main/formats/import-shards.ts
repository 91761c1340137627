import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import type { ImportResult } from '../../shared/api/index.ts';
import { AppError, type Problem } from '../../shared/errors.ts';
import { listProblems } from '../store/problems.ts';
import { countByTask } from '../store/question-counts.ts';
import { createStoreSink } from '../store/shard-sink.ts';
import type { Workspace } from '../store/workspace.ts';
import type { ShardReader } from './shard-reader.ts';
import { simsvReader } from './simsv/read-dataset.ts';

/** Every format that can be imported. */
const readers: readonly ShardReader[] = [simsvReader];

/** How far an import is. */
export interface ImportProgress {
  /** Scenes. */
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

/** What the imported shards hold, with their problem report. */
export type ImportReport = Omit<ImportResult, 'problems'> & { readonly problems: Problem[] };

/**
 * Indexes shards into a workspace: files are referenced where they lie, never copied. One transaction per scene, so that a crash or an
 * interruption leaves whole scenes and the same call goes on from there; importing an unchanged shard again changes nothing.
 *
 * @returns what the named shards hold now, with all their problems, whether from this import or an earlier one.
 * @throws AppError `file.missing`, `input.unsupported` (no format recognises a path) before anything is written; `cancelled`.
 */
export async function importShards(
  workspace: Workspace,
  paths: readonly string[],
  options: { readonly onProgress?: (progress: ImportProgress) => void; readonly signal?: AbortSignal } = {},
): Promise<ImportReport> {
  const signal = options.signal ?? new AbortController().signal;
  const shardIds: string[] = [];
  for (const { directory, reader } of await recogniseShards(paths)) {
    const sink = createStoreSink(workspace, {
      directory,
      format: reader.format,
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    });
    await reader.read(directory, sink, { signal });
    shardIds.push(sink.shardId());
  }
  return { ...countShards(workspace, shardIds), problems: listProblems(workspace, shardIds) };
}

/** A directory with the reader of its format. */
export interface RecognisedShard {
  readonly directory: string;
  readonly reader: ShardReader;
}

/** Looks at every path before anything is written. Throws `file.missing`, or `input.unsupported` where no format recognises a path. */
export async function recogniseShards(paths: readonly string[]): Promise<RecognisedShard[]> {
  const shards: RecognisedShard[] = [];
  for (const given of paths) shards.push({ directory: path.resolve(given), reader: await chooseReader(path.resolve(given)) });
  return shards;
}

async function chooseReader(directory: string): Promise<ShardReader> {
  const where = { file: directory };
  if (!existsSync(directory)) throw new AppError('file.missing', `There is nothing at ${directory}.`, { where });
  if (!statSync(directory).isDirectory()) {
    throw new AppError(
      'input.unsupported',
      `${directory} is a file; a shard is a directory (formats: ${readers.map(({ format }) => format).join(', ')}).`,
      { where },
    );
  }
  const reasons: string[] = [];
  for (const reader of readers) {
    const { score, why } = await reader.detect(directory);
    if (score > 0.5) return reader;
    reasons.push(why);
  }
  throw new AppError('input.unsupported', `${directory} is no shard that Sightline knows: ${reasons.join('; ')}.`, { where });
}

function countShards(workspace: Workspace, shardIds: readonly string[]): Omit<ImportReport, 'problems'> {
  const { db } = workspace;
  const scenes = db.selectFrom('scene').select('id').where('shard_id', 'in', shardIds);
  const sceneCount = workspace.first(db.selectFrom(scenes.as('scene')).select(sql<number>`count(*)`.as('count')))?.count ?? 0;
  const walked = workspace.first(
    db
      .selectFrom('trajectory')
      .select([sql<number>`count(*)`.as('count'), sql<number>`coalesce(sum(frame_count), 0)`.as('frames')])
      .where('scene_id', 'in', scenes),
  );
  const byType = countByTask(workspace, shardIds);
  const questions = Object.values(byType).reduce((sum, count) => sum + count, 0);
  return { scenes: sceneCount, trajectories: walked?.count ?? 0, frames: walked?.frames ?? 0, questions, byType };
}
