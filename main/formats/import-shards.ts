import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import type { ImportResult } from '../../shared/api/index.ts';
import { AppError, type Problem } from '../../shared/errors.ts';
import { checkScene } from '../review/check-scene.ts';
import { type MergedDecisions, mergeDecisions } from '../review/merge-decisions.ts';
import { countDueScenes, nextDueScene } from '../store/due-scenes.ts';
import { listProblems } from '../store/problems.ts';
import { countByTask } from '../store/question-counts.ts';
import { getSceneState } from '../store/scenes.ts';
import { createStoreSink } from '../store/shard-sink.ts';
import { listShards, type Shard } from '../store/shards.ts';
import type { Workspace } from '../store/workspace.ts';
import { decisionsFormat } from './decisions/read-decisions.ts';
import type { ShardReader } from './shard-reader.ts';
import { type RecognisedShard, readerNamed, recogniseShards } from './shard-readers.ts';

/** How far an import is. */
export interface ImportProgress {
  /** `index` lists questions, `check` reads their scenes and judges them. */
  readonly stage: 'index' | 'check';
  /** Units of the format in stage 1, scenes in stage 2. */
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

/** What the imported shards hold, with their problem report. */
export type ImportReport = Omit<ImportResult, 'problems'> & { readonly problems: Problem[] };

/** How an import goes. */
export interface ImportOptions {
  /** Of every path; `auto` unless told. */
  readonly format?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly onRecognised?: (shard: RecognisedShard) => void;
  readonly signal?: AbortSignal;
}

/**
 * Imports shards into a workspace, both stages: files are referenced where they lie, never copied. A crash or an interruption leaves whole pieces and
 * the same call goes on from there; importing an unchanged shard again changes nothing.
 *
 * @returns what the named shards hold now, with all their problems, whether from this import or an earlier one.
 * @throws AppError `file.missing`, `input.unsupported` (no format recognises a path) before anything is written; `cancelled`.
 */
export async function importShards(workspace: Workspace, paths: readonly string[], options: ImportOptions = {}): Promise<ImportReport> {
  const indexed = await indexShards(workspace, paths, options);
  await checkDueScenes(workspace, { ...options, shardIds: indexed.shardIds });
  return importReportOf(workspace, indexed);
}

/** What stage 1 came to. */
export interface IndexedShards {
  readonly shardIds: readonly string[];
  /** Logs of decisions among the paths; null where there were none. */
  readonly decisions: MergedDecisions | null;
}

/** Stage 1: lists the scenes and questions of shards, and merges logs of decisions, these last. Throws as {@link importShards} does. */
export async function indexShards(workspace: Workspace, paths: readonly string[], options: ImportOptions = {}): Promise<IndexedShards> {
  const signal = options.signal ?? new AbortController().signal;
  const { onProgress } = options;
  const shardIds: string[] = [];
  let decisions: MergedDecisions | null = null;
  const isLog = ({ reader }: RecognisedShard) => reader.format === decisionsFormat;
  const all = await recogniseShards(paths, options.format);
  for (const recognised of [...all.filter((one) => !isLog(one)), ...all.filter(isLog)]) {
    const { shard, reader } = recognised;
    options.onRecognised?.(recognised);
    if (isLog(recognised)) {
      decisions = addMerged(decisions, await mergeDecisions(workspace, shard, { signal }));
      continue;
    }
    const sink = createStoreSink(workspace, {
      shard,
      format: reader.format,
      ...(onProgress ? { onProgress: (progress) => onProgress({ stage: 'index', ...progress }) } : {}),
    });
    try {
      await reader.index(shard, sink, { signal });
    } finally {
      sink.flush();
    }
    shardIds.push(sink.shardId());
  }
  return { shardIds, decisions };
}

function addMerged(before: MergedDecisions | null, now: MergedDecisions): MergedDecisions {
  if (before === null) return now;
  const { added, known, unknown, problems } = before;
  return { added: added + now.added, known: known + now.known, unknown: unknown + now.unknown, problems: [...problems, ...now.problems] };
}

/** Which scenes stage 2 takes. */
export interface CheckOptions {
  /** Of these shards; of all unless told. */
  readonly shardIds?: readonly string[];
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/** Stage 2: reads every scene that is due and judges its questions, in shard order. Scenes of shards that are away stay due. Throws `cancelled`. */
export async function checkDueScenes(workspace: Workspace, options: CheckOptions = {}): Promise<void> {
  const signal = options.signal ?? new AbortController().signal;
  const sources = sourcesOf(workspace);
  const passedOver = new Set<string>();
  const total = countDueScenes(workspace, options.shardIds);
  const filter = { ...(options.shardIds === undefined ? {} : { shardIds: options.shardIds }), except: passedOver };
  for (let done = 0; ; done += 1) {
    const scene = nextDueScene(workspace, filter);
    if (scene === null) return;
    if (signal.aborted)
      throw new AppError('cancelled', 'The import was interrupted. What was imported so far is kept; import again to continue.');
    const source = sources.get(scene.shardId);
    if (source === undefined) passedOver.add(scene.id);
    else await checkScene(workspace, { scene, ...source }, signal);
    options.onProgress?.({ stage: 'check', done: Math.min(done + 1, total), total, label: scene.folder });
  }
}

/** Stage 2 for one scene that somebody looks at. Nothing happens where it is done already, or its shard is away. */
export async function checkSceneNow(workspace: Workspace, sceneId: string, signal: AbortSignal): Promise<void> {
  const { shardId, folder, checkDue } = getSceneState(workspace, sceneId);
  const source = sourcesOf(workspace).get(shardId);
  if (checkDue !== null && source !== undefined) {
    await checkScene(workspace, { scene: { id: sceneId, shardId, folder, due: checkDue }, ...source }, signal);
  }
}

/** The shards that are in place, with their readers, by id. */
function sourcesOf(workspace: Workspace): ReadonlyMap<string, { readonly shard: Shard; readonly reader: ShardReader }> {
  const sources = listShards(workspace).flatMap((shard) => {
    const reader = readerNamed(shard.format);
    return reader === null || !existsSync(shard.path) ? [] : [[shard.id, { shard, reader }] as const];
  });
  return new Map(sources);
}

/** What shards hold now, with all their problems. */
export function importReportOf(workspace: Workspace, { shardIds, decisions }: IndexedShards): ImportReport {
  const problems = [...listProblems(workspace, shardIds), ...(decisions?.problems ?? [])];
  const counts = { ...countShards(workspace, shardIds), problems };
  if (decisions === null) return counts;
  const { added, known, unknown } = decisions;
  return { ...counts, decisions: { added, known, unknown } };
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
