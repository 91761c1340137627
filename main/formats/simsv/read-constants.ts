import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { type ConventionName, conventions } from '../../../shared/questions/conventions/index.ts';

const constantsSchema = z.looseObject({ questions: z.looseObject({ convention: z.string() }) });

/**
 * The convention a dataset's answers were made with: what our generator wrote into `constants.yaml` (one line of JSON), else the official
 * code's, which says nothing about it.
 *
 * @throws AppError `input.unsupported` for a convention this version does not know: judging by another one would call right answers wrong.
 */
export async function readConvention(directory: string): Promise<ConventionName> {
  const file = path.join(directory, 'constants.yaml');
  const named = await readFile(file, 'utf8').then(conventionIn, () => null);
  if (named === null) return 'simsv';
  if (Object.hasOwn(conventions, named)) return named as ConventionName;
  const message = `${file} says that the answers follow the convention "${named}", which this version does not know. Nothing was imported; use a newer Sightline.`;
  throw new AppError('input.unsupported', message, { where: { file } });
}

/** Null for the official code's file, which has no questions block. */
function conventionIn(text: string): string | null {
  try {
    return constantsSchema.parse(JSON.parse(text)).questions.convention;
  } catch {
    return null;
  }
}
