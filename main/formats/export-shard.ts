import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { ExportRequest } from '../../shared/api/index.ts';
import { AppError, missingCase } from '../../shared/errors.ts';
import { verdicts } from '../../shared/model/decision.ts';
import type { Workspace } from '../store/workspace.ts';
import { conversationsWriter } from './conversations/write-conversations.ts';
import { decisionsWriter } from './decisions/write-decisions.ts';
import type { ShardWriter, WrittenShard } from './shard-writer.ts';
import { simsvWriter } from './simsv/export-directory.ts';
import { guardWrite } from './write-atomic.ts';

/** How far an export is, in records looked at. */
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Writes the reviewed questions (all but rejected ones, unless the request names verdicts). The target appears whole or not at all, and so do the folders
 * above it that had to be made.
 *
 * @throws AppError `file.exists`; `file.write-failed`; `shard.changed` when the shard's bytes are not those that were reviewed; `cancelled`.
 */
export async function exportShard(
  workspace: Workspace,
  request: ExportRequest,
  options: { readonly onProgress?: (progress: ExportProgress) => void; readonly signal?: AbortSignal } = {},
): Promise<WrittenShard & { readonly problems: WrittenShard['problems'][number][] }> {
  const out = path.resolve(request.out);
  if (existsSync(out)) {
    throw new AppError('file.exists', `${out} exists already and was left alone. Choose another name, or remove it first.`, {
      where: { file: out },
    });
  }
  const writer = writerOf(request.format);
  const total = writer.countRecords(workspace);
  const firstMade = await guardWrite(out, () => mkdir(path.dirname(out), { recursive: true }));
  try {
    const written = await writer.write(workspace, out, {
      verdicts: new Set(request.verdicts ?? verdicts.filter((verdict) => verdict !== 'rejected')),
      answerMode: request.answerMode,
      signal: options.signal ?? new AbortController().signal,
      onRecords: (done) => options.onProgress?.({ done, total }),
    });
    return { ...written, problems: [...written.problems] };
  } catch (error) {
    if (firstMade !== undefined) await removeEmptyFolders(path.dirname(out), firstMade);
    throw error;
  }
}

/** From the inner one up to the outer one, as far as they are empty: another program may have put something there. */
async function removeEmptyFolders(inner: string, outer: string): Promise<void> {
  try {
    for (let folder = inner; folder.length >= outer.length; folder = path.dirname(folder)) await rmdir(folder);
  } catch {
    // The first one that is not empty.
  }
}

function writerOf(format: ExportRequest['format']): ShardWriter {
  switch (format) {
    case 'simsv':
      return simsvWriter;
    case 'conversations':
      return conversationsWriter;
    case 'decisions':
      return decisionsWriter;
    default:
      return missingCase(format);
  }
}
