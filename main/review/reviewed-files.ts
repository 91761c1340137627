import { AppError, type Problem } from '../../shared/errors.ts';
import type { Verdict } from '../../shared/model/decision.ts';
import { nonEmptyLines, readSource } from '../formats/simsv/read-source.ts';
import { questionsOfFile } from '../store/questions.ts';
import { listShards, type Shard } from '../store/shards.ts';
import { questionFilesOfShard } from '../store/source-files.ts';
import type { Workspace } from '../store/workspace.ts';
import type { EditOutcome } from './fold-decisions.ts';

/** One question's line as it lies in its shard, with what was decided about it. */
export interface ReviewedLine {
  /** The stored line without its end. */
  readonly bytes: Buffer;
  /** What ends it: "\n", "\r\n", or nothing on an unfinished last line. */
  readonly lineEnd: string;
  readonly line: number;
  readonly verdict: Verdict;
  /** The edit in force; null where the stored bytes stand. */
  readonly edit: EditOutcome | null;
}

/** A question file of a shard with the fate of each of its lines. */
export interface ReviewedFile {
  readonly shard: Shard;
  /** Relative to the shard. */
  readonly path: string;
  readonly lines: readonly ReviewedLine[];
  /** Lines that are no questions; they belong to no verdict. */
  readonly problems: readonly Problem[];
}

/**
 * Every question file of the workspace, in shard order, one in memory at a time.
 *
 * @throws AppError `shard.changed` where a file's bytes are no longer those that were imported and reviewed.
 */
export async function* reviewedFiles(workspace: Workspace): AsyncGenerator<ReviewedFile> {
  for (const shard of listShards(workspace)) {
    for (const file of questionFilesOfShard(workspace, shard.id)) {
      const { source, bytes } = await readSource(shard.path, file.path).catch((cause: unknown) => {
        throw changed(shard, file.path, cause);
      });
      if (source.sha256 !== file.sha256) throw changed(shard, file.path);
      const questions = new Map(questionsOfFile(workspace, file.id).map((question) => [question.byteOffset, question]));
      const lines: ReviewedLine[] = [];
      const problems: Problem[] = [];
      for (const { bytes: lineBytes, byteOffset, line } of nonEmptyLines(bytes)) {
        const question = questions.get(byteOffset);
        if (question === undefined) {
          problems.push({
            code: 'question.malformed',
            file: file.path,
            line,
            message: 'The line is no question of this shard and was left out of the export.',
          });
          continue;
        }
        const end = byteOffset + lineBytes.length;
        const lineEnd = /^\r?\n?/.exec(bytes.toString('latin1', end, end + 2))?.[0] ?? '';
        lines.push({ bytes: lineBytes, lineEnd, line, verdict: question.verdict, edit: question.edit });
      }
      yield { shard, path: file.path, lines, problems };
    }
  }
}

function changed(shard: Shard, file: string, cause?: unknown): AppError {
  const message = `${file} of ${shard.path} is not what was imported and reviewed any more. Nothing was exported and every decision is kept: restore the file, then export again.`;
  return new AppError('shard.changed', message, { where: { file }, cause });
}
