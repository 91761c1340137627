import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type ConventionName, conventions } from '../../../shared/questions/convention.ts';

const constantsSchema = z.looseObject({ questions: z.looseObject({ convention: z.string() }) });

/**
 * The convention a dataset's answers were made with: what our generator wrote into `constants.yaml` (one line of JSON), else the official
 * code's, which says nothing about it.
 */
export async function readConvention(directory: string): Promise<ConventionName> {
  try {
    const { questions } = constantsSchema.parse(JSON.parse(await readFile(path.join(directory, 'constants.yaml'), 'utf8')));
    if (Object.hasOwn(conventions, questions.convention)) return questions.convention as ConventionName;
  } catch {
    // No such file, or the official code's, which has no questions block.
  }
  return 'simsv';
}
