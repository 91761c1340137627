import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError, type Problem, problemFromError } from '../../shared/errors.ts';
import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import { listSceneFolders } from '../formats/simsv/read-dataset.ts';
import { writeRepeatableFiles } from '../formats/write-atomic.ts';
import { askScene, type SceneTask } from './ask-scene.ts';
import { combinedName, combineSplit } from './combine-split.ts';
import { chooseConvention } from './dataset-convention.ts';

/** What to ask of a dataset. */
export interface AskDatasetOptions {
  readonly directory: string;
  readonly tasks: readonly string[];
  /** Questions per type and video, at most. */
  readonly perVideo: number;
  readonly seed: number;
  /** Null asks under the one that the dataset carries. */
  readonly convention: ConventionName | null;
  /** Writes every split's combined file; otherwise only those are written again that exist. */
  readonly isCombined: boolean;
}

/** What was asked. */
export interface AskReport {
  readonly questions: number;
  /** Every asked type, zeros included. */
  readonly byType: Readonly<Record<string, number>>;
  readonly scenes: number;
  readonly trajectories: number;
  readonly convention: ConventionName;
  readonly problems: readonly Problem[];
}

/** How far asking is, in scenes. */
export interface AskProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Asks about every trajectory of a SIMS-V dataset directory, ours or the official code's, from its annotations and boxes; videos are not opened. One scene is
 * in memory at a time, and its files appear together. A scene that cannot be read is a problem, keeps its files, and the rest goes on. The same
 * options give the same bytes.
 *
 * @throws AppError `file.missing`, `input.unsupported` (no such dataset), `input.invalid` (see {@link chooseConvention}) before anything is written;
 * `question.unknown-type`; `file.write-failed`; `cancelled`, leaving whole scenes.
 */
export async function askDataset(
  options: AskDatasetOptions,
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: (progress: AskProgress) => void } = {},
): Promise<AskReport> {
  const { directory, tasks, perVideo, seed } = options;
  const folders = await scenesOf(directory);
  const { convention, record } = await chooseConvention(directory, folders, { wanted: options.convention, tasks });
  const settings = { outDir: directory, seed, tasks, questionsPerVideo: perVideo, convention };
  const stopIfAborted = () => {
    if (signal?.aborted) throw new AppError('cancelled', 'Asking was interrupted. Scenes asked so far have all of their files.');
  };
  const counts = await askScenes(folders, settings, (done) => {
    stopIfAborted();
    onProgress?.({ done, total: folders.length });
  });
  stopIfAborted();
  await record();
  const problems = [...counts.problems];
  for (const split of new Set(folders.map((folder) => folder.split('/')[0] as string))) {
    stopIfAborted();
    if (!options.isCombined && !existsSync(path.join(directory, split, combinedName))) continue;
    const ofSplit = folders.filter((folder) => folder.startsWith(`${split}/`));
    problems.push(...(await combineSplit(directory, split, ofSplit)).problems);
  }
  return { ...counts, convention, problems };
}

/** One scene after the other; `before` may throw to stop between two. */
async function askScenes(
  folders: readonly string[],
  settings: SceneTask['settings'],
  before: (done: number) => void,
): Promise<Omit<AskReport, 'convention'>> {
  const byType = new Map(settings.tasks.map((task) => [task, 0]));
  const problems: Problem[] = [];
  let [scenes, trajectories, questions] = [0, 0, 0];
  for (const [done, folder] of folders.entries()) {
    before(done);
    const asked = await askScene({ directory: settings.outDir, folder, settings });
    if (asked.files.size > 0) writeRepeatableFiles(asked.place, asked.files);
    problems.push(...asked.problems);
    scenes += asked.isRead ? 1 : 0;
    trajectories += asked.trajectories;
    for (const [task, count] of asked.byType) {
      byType.set(task, (byType.get(task) ?? 0) + count);
      questions += count;
    }
  }
  return { questions, byType: Object.fromEntries(byType), scenes, trajectories, problems };
}

async function scenesOf(directory: string): Promise<string[]> {
  const where = { file: directory };
  if (!existsSync(directory)) throw new AppError('file.missing', `There is nothing at ${directory}.`, { where });
  const expected =
    'Questions are asked of a SIMS-V dataset directory, <split>/<house>/ with offline_annos__N.jsonl and spatial_metadata.json.';
  const refused = (what: string) => new AppError('input.unsupported', `${directory} ${what}. ${expected}`, { where });
  if (!statSync(directory).isDirectory()) throw refused('is a file');
  const folders = await listSceneFolders(directory).catch((cause: unknown) => {
    throw new AppError('file.unreadable', problemFromError(cause).message, { where, cause });
  });
  if (folders.length === 0) throw refused('has no scene in it');
  return folders;
}
