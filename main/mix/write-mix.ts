import path from 'node:path';
import { AppError, type Problem, problemFromError } from '../../shared/errors.ts';
import type { AnswerMode } from '../formats/simsv/record.ts';
import { openAtomicFile } from '../formats/write-atomic.ts';
import type { Shard } from '../store/shards.ts';
import type { Workspace } from '../store/workspace.ts';
import { type LineStyle, mixLine } from './mix-line.ts';
import { readRecords } from './read-records.ts';

/** A question of the mix and how it answers. */
export interface DrawnQuestion {
  readonly seq: number;
  readonly task: string;
  readonly mode: AnswerMode;
}

/** Conversations in memory at a time. */
const chunkSize = 5_000;

/** Where a mix goes, and how its conversations are written. */
export interface MixOutput {
  readonly out: string;
  readonly style: Omit<LineStyle, 'videoPrefix'>;
  readonly shards: readonly Shard[];
  /** See {@link commonFolder}. */
  readonly videoFolder: string;
  /** Takes what goes wrong with single questions. */
  readonly problems: Problem[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Writes the conversations, a few thousand in memory at a time, and returns the questions that have one.
 *
 * @throws AppError `file.write-failed`; `shard.changed`; `cancelled`. The file appears whole or not at all.
 */
export async function writeMix(workspace: Workspace, drawn: readonly DrawnQuestion[], output: MixOutput): Promise<DrawnQuestion[]> {
  const prefixes = new Map(output.shards.map((shard) => [shard.id, videoPrefix(output.videoFolder, shard)]));
  const target = await openAtomicFile(output.out);
  const written: DrawnQuestion[] = [];
  try {
    for (let start = 0; start < drawn.length; start += chunkSize) {
      if (output.signal?.aborted) throw new AppError('cancelled', 'The mix was interrupted; nothing was left behind.');
      output.onProgress?.(start, drawn.length);
      const chunk = drawn.slice(start, start + chunkSize);
      const records = await readRecords(
        workspace,
        chunk.map(({ seq }) => seq),
      );
      const lines: string[] = [];
      for (const [index, { record, shardId, file, line }] of records.entries()) {
        const question = chunk[index] as DrawnQuestion;
        const source = typeof record['source'] === 'string' ? record['source'] : shardId;
        const style: LineStyle = { ...output.style, videoPrefix: prefixes.get(shardId) ?? '' };
        try {
          lines.push(`${mixLine(record, { source, split: file.split('/')[0] ?? '', mode: question.mode }, style)}\n`);
          written.push(question);
        } catch (error) {
          output.problems.push({ ...problemFromError(error), file, line });
        }
      }
      await target.write(lines.join(''));
    }
    await target.commit();
  } catch (error) {
    await target.discard();
    throw error;
  }
  return written;
}

/** The shard's own folder, or the innermost one that holds all shards: equal paths in two shards stay two videos. */
export function commonFolder(shards: readonly Shard[]): string {
  const [first, ...others] = shards.map((shard) => shard.path.split(path.sep));
  if (first === undefined) return '';
  const isShared = (depth: number) => others.every((parts) => parts[depth] === first[depth]);
  const depth = others.length === 0 ? first.length : first.findIndex((_, index) => !isShared(index));
  return first.slice(0, depth < 0 ? first.length : depth).join(path.sep) || path.sep;
}

function videoPrefix(folder: string, shard: Shard): string {
  const relative = path.relative(folder, shard.path).split(path.sep).join('/');
  return relative === '' ? '' : `${relative}/`;
}
