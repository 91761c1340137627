import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import { openError } from '../formats/procthor/open-error.ts';
import { parseKeepingNumbers, pythonJson } from '../formats/simsv/python-json.ts';
import { readConvention } from '../formats/simsv/read-constants.ts';
import { readSceneFolder } from '../formats/simsv/read-scene-folder.ts';
import { writeFileAtomically } from '../formats/write-atomic.ts';

/** The convention to ask under. */
export interface ConventionChoice {
  readonly convention: ConventionName;
  /** Writes the choice into the dataset where it says otherwise; to be called when every scene was asked. Throws `file.write-failed`. */
  record(): Promise<void>;
}

/**
 * A dataset carries one convention: the recorded one, unless `wanted` names another. That is possible only where the questions of every type that
 * the dataset has are asked again, because the record speaks for all of them.
 *
 * @param folders - the dataset's scenes ("val/000012").
 * @throws AppError `input.invalid` where questions of other types would stay behind under the old convention; `input.unsupported` for a recorded
 * convention that this version does not know; `file.malformed` where the record cannot be read and so cannot be changed.
 */
export async function chooseConvention(
  directory: string,
  folders: readonly string[],
  { wanted, tasks }: { readonly wanted: ConventionName | null; readonly tasks: readonly string[] },
): Promise<ConventionChoice> {
  const recorded = await readConvention(directory);
  if (wanted === null || wanted === recorded) return { convention: recorded, record: async () => undefined };
  const left = await tasksLeftBehind(directory, folders, new Set(tasks));
  if (left.length > 0) {
    const message =
      `The questions of ${directory} follow the convention "${recorded}", and a dataset carries one. These types would stay behind: ${left.join(', ')}. ` +
      `Nothing was changed: name them in --types too, remove their files, or leave --convention out to ask under "${recorded}".`;
    throw new AppError('input.invalid', message, { where: { file: directory } });
  }
  const file = path.join(directory, 'constants.yaml');
  const text = await textWithConvention(file, wanted);
  return { convention: wanted, record: () => writeFileAtomically(file, text) };
}

/** Types with questions in the dataset that are not among `tasks`, by name. */
async function tasksLeftBehind(directory: string, folders: readonly string[], tasks: ReadonlySet<string>): Promise<string[]> {
  const left = new Set<string>();
  for (const folder of folders) {
    const { scene } = await readSceneFolder(directory, folder);
    for (const { name, trajectoryName } of scene.questionFiles) {
      const task = name.slice('qa_pairs_'.length, -`__${trajectoryName}.jsonl`.length);
      if (tasks.has(task) || left.has(task)) continue;
      if ((await stat(path.join(directory, ...folder.split('/'), name))).size > 0) left.add(task);
    }
  }
  return [...left].sort();
}

/**
 * `constants.yaml` with the convention in its questions block. Everything else keeps its text, so that the program that wrote the file recognises its
 * settings again; the official code's file gets the block added.
 */
async function textWithConvention(file: string, convention: ConventionName): Promise<string> {
  const stored = await readFile(file, 'utf8').catch((cause: unknown) => {
    const error = openError(file, cause);
    if (error.code === 'file.missing') return '{}\n';
    throw error;
  });
  let constants: unknown;
  try {
    constants = parseKeepingNumbers(stored);
  } catch (cause) {
    throw unchangeable(file, cause);
  }
  if (!isRecord(constants)) throw unchangeable(file);
  const questions = isRecord(constants['questions']) ? constants['questions'] : {};
  const changed = { ...constants, questions: { ...questions, convention } };
  return pythonJson(changed, { isSpaced: false, areKeysSorted: true, isAscii: false }) + (stored.endsWith('\n') ? '\n' : '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unchangeable(file: string, cause?: unknown): AppError {
  const message = `${file} is not the one line of JSON that SIMS-V writes, so another convention cannot be recorded in it. Nothing was changed; leave --convention out.`;
  return new AppError('file.malformed', message, { where: { file }, cause });
}
