import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ExportRequest } from '../../shared/api/index.ts';
import { AppError, missingCase } from '../../shared/errors.ts';
import { verdicts } from '../../shared/model/decision.ts';
import type { Workspace } from '../store/workspace.ts';
import { conversationsWriter } from './conversations/write-conversations.ts';
import { decisionsWriter } from './decisions/write-decisions.ts';
import type { ShardWriter, WrittenShard } from './shard-writer.ts';
import { simsvWriter } from './simsv/export-directory.ts';

/** How far an export is, in records looked at. */
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Writes the reviewed questions (all but rejected ones, unless the request names verdicts). The target appears whole or not at all.
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
  const written = await writer.write(workspace, out, {
    verdicts: new Set(request.verdicts ?? verdicts.filter((verdict) => verdict !== 'rejected')),
    answerMode: request.answerMode,
    signal: options.signal ?? new AbortController().signal,
    onRecords: (done) => options.onProgress?.({ done, total }),
  });
  return { ...written, problems: [...written.problems] };
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
