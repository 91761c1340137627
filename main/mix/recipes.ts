import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { answerModes } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { openError } from '../formats/procthor/open-error.ts';

const promptsSchema = z.strictObject({
  /** Opens every human turn. */
  before: z.string().exactOptional(),
  /** Ends it, by answer mode. */
  after: z.partialRecord(z.enum(answerModes), z.string()).exactOptional(),
});

const recipeSchema = z.strictObject({
  name: z.string().min(1),
  /** One row per task and answer mode, with its share of the mix in any unit (questions of a benchmark, per cent, …). */
  reference: z
    .array(
      z.strictObject({
        task: z.string().min(1),
        mode: z.enum(answerModes),
        share: z.number().positive(),
      }),
    )
    .min(1)
    .refine((rows) => new Set(rows.map(({ task, mode }) => `${task} ${mode}`)).size === rows.length, 'a task has the same mode twice'),
  /** What people should know about the mix. */
  notes: z.array(z.string()).exactOptional(),
  /** Wording around the questions where prompts are asked for; our own where absent. */
  prompts: promptsSchema.exactOptional(),
});

/** What a training mix is made of. */
export type MixRecipe = z.infer<typeof recipeSchema>;

/** Our recipes by name. Shares are the numbers of questions that VSI-Bench has of each kind. */
export const mixRecipes: Readonly<Record<string, MixRecipe>> = {
  '3q': {
    name: '3q',
    reference: [
      { task: 'vsi_obj_abs_distance', mode: 'oe', share: 834 },
      { task: 'vsi_obj_appearance_order', mode: 'mc', share: 618 },
      { task: 'vsi_obj_rel_direction_medium', mode: 'mc', share: 378 },
      { task: 'vsi_obj_rel_direction_hard', mode: 'mc', share: 373 },
      { task: 'vsi_obj_rel_direction_easy', mode: 'mc', share: 217 },
    ],
  },
  'vsi-baseline': {
    name: 'vsi-baseline',
    reference: [
      { task: 'vsi_obj_count', mode: 'oe', share: 565 },
      { task: 'vsi_obj_abs_distance', mode: 'oe', share: 834 },
      { task: 'vsi_obj_size_est', mode: 'oe', share: 953 },
      { task: 'vsi_room_size_est', mode: 'oe', share: 288 },
      { task: 'vsi_obj_rel_distance', mode: 'mc', share: 710 },
      { task: 'vsi_obj_rel_direction_easy', mode: 'mc', share: 217 },
      { task: 'vsi_obj_rel_direction_medium', mode: 'mc', share: 378 },
      { task: 'vsi_obj_rel_direction_hard', mode: 'mc', share: 373 },
      { task: 'vsi_obj_appearance_order', mode: 'mc', share: 618 },
    ],
    notes: [
      'Route planning (194 of the 5,130 reference questions) has no SIMS-V type: it is left out, and the shares of the others grow in proportion.',
    ],
  },
};

/**
 * One of our recipes by name, or the one in a JSON file.
 *
 * @throws AppError `file.missing`, `file.unreadable`, `file.malformed` (no JSON), `input.invalid` (not a recipe, saying where).
 */
export async function readRecipe(nameOrFile: string): Promise<MixRecipe> {
  const known = Object.hasOwn(mixRecipes, nameOrFile) ? mixRecipes[nameOrFile] : undefined;
  if (known !== undefined) return known;
  if (!nameOrFile.endsWith('.json')) {
    const names = Object.keys(mixRecipes).join(', ');
    throw new AppError('input.invalid', `There is no recipe "${nameOrFile}". There are ${names}, or give a recipe in a .json file.`);
  }
  const file = path.resolve(nameOrFile);
  const where = { file };
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw openError(file, cause);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('file.malformed', `The recipe ${file} is not valid JSON: ${(cause as Error).message}.`, { where, cause });
  }
  const parsed = recipeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.length ? `at ${issue.path.join('.')}, ` : '';
  const shape = '{ "name": …, "reference": [{ "task": …, "mode": "oe" | "mc" | "mc_direct", "share": number }] }';
  throw new AppError('input.invalid', `The recipe ${file} is wrong: ${place}${issue?.message}. A recipe is ${shape}.`, {
    where,
    cause: parsed.error,
  });
}
