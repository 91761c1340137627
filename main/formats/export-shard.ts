import { mkdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { ExportRequest, ExportResult, Selection } from '../../shared/api/index.ts';
import type { Problem } from '../../shared/errors.ts';
import { type Verdict, verdicts } from '../../shared/model/decision.ts';
import { QuestionLists } from '../lists/question-lists.ts';
import { resolveSelection } from '../lists/resolve-selection.ts';
import { idsOfSeqs } from '../store/list-rows.ts';
import type { Workspace } from '../store/workspace.ts';
import { type OpenTarget, openExportTarget, refuseExisting } from './export-target.ts';
import { shardWriters } from './shard-writers.ts';
import { guardWrite } from './write-atomic.ts';
import { manifestPath, type OpenManifest, openManifest } from './write-manifest.ts';

/** How far an export is, in records looked at. */
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

/** What an export wrote. */
export type ExportReport = Omit<ExportResult, 'problems'> & { readonly problems: Problem[] };

/**
 * Writes the reviewed questions (all but rejected ones, unless the request names verdicts). The target appears whole or not at all, and so do the folders
 * above it that had to be made; its manifest, which is written before, gets its name right after it. Neither replaces anything.
 *
 * @throws AppError `file.exists`, also where only a manifest of that name is there; `file.write-failed`; `shard.changed` when the shard's bytes are not those that were reviewed; `cancelled`.
 */
export async function exportShard(
  workspace: Workspace,
  request: ExportRequest,
  options: { readonly onProgress?: (progress: ExportProgress) => void; readonly signal?: AbortSignal } = {},
): Promise<ExportReport> {
  const out = path.resolve(request.out);
  refuseExisting(out);
  refuseExisting(manifestPath(out));
  const writer = shardWriters[request.format];
  const keptVerdicts = new Set<Verdict>(request.verdicts ?? verdicts.filter((verdict) => verdict !== 'rejected'));
  const total = writer.countRecords(workspace);
  const chosen = request.selection === undefined ? null : await chosenIds(workspace, request.selection);
  const firstMade = await guardWrite(out, () => mkdir(path.dirname(out), { recursive: true }));
  let manifest: OpenManifest | null = null;
  let target: OpenTarget | null = null;
  try {
    const listed = openManifest(out);
    manifest = listed;
    target = openExportTarget(out, writer.target, (file) => listed.add(file));
    const { records, problems } = await writer.write(workspace, target, {
      isKept: ({ id, verdict }) => keptVerdicts.has(verdict) && (chosen === null || chosen.has(id)),
      answerMode: request.answerMode,
      signal: options.signal ?? new AbortController().signal,
      onRecords: (done) => options.onProgress?.({ done, total }),
    });
    target.end();
    const settings = {
      format: request.format,
      verdicts: [...keptVerdicts],
      answerMode: request.answerMode,
      ...(chosen === null ? {} : { selected: chosen.size }),
    };
    await listed.write({ request: settings, records, problems: problems.length });
    // A manifest that somebody put there meanwhile stays, and no export beside it that is not its own.
    refuseExisting(manifestPath(out));
    await target.commit();
    await listed.commit();
    return { records, files: listed.fileCount, manifest: manifestPath(out), problems: [...problems] };
  } catch (error) {
    target?.discard();
    await manifest?.discard();
    if (firstMade !== undefined) await removeEmptyFolders(path.dirname(out), firstMade);
    throw error;
  }
}

async function chosenIds(workspace: Workspace, selection: Selection): Promise<ReadonlySet<string>> {
  const lists = new QuestionLists(workspace);
  try {
    return new Set(idsOfSeqs(workspace, await resolveSelection(workspace, lists, selection)));
  } finally {
    lists.close();
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
