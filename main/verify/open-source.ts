import { stat } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import { listSceneFolders } from '../formats/simsv/read-dataset.ts';
import { findVsibenchFiles } from '../formats/vsibench/find-files.ts';
import type { QuestionSource } from './question-source.ts';
import { openSimsvSource } from './simsv-source.ts';
import { openVsibenchSource } from './vsibench-source.ts';

/**
 * Recognises what lies at a path and opens its questions.
 *
 * @throws AppError `file.missing`; `input.unsupported` where no format is recognised, with what was looked for.
 */
export async function openQuestionSource(given: string): Promise<QuestionSource> {
  const where = { file: given };
  const found = await stat(given).catch(() => null);
  if (found === null) throw new AppError('file.missing', `There is nothing at ${given}.`, { where });
  const folders = found.isDirectory() ? await listSceneFolders(given) : [];
  if (folders.length > 0) return openSimsvSource(given, folders);
  const { files, why } = await findVsibenchFiles(given);
  if (files !== null) return openVsibenchSource(files, why);
  const message = `${given} holds no questions that Sightline knows. A SIMS-V dataset directory has <split>/<house>/ folders with offline_annos__N.jsonl and spatial_metadata.json; ${why}.`;
  throw new AppError('input.unsupported', message, { where });
}
