import { AppError } from '../../shared/errors.ts';
import { questionTypes } from '../../shared/questions/registry.ts';
import { simsvTasks, threeQTasks, vsiTasks } from '../../shared/questions/task-lists.ts';

const lists: Readonly<Record<string, readonly string[]>> = { '3q': threeQTasks, vsi: vsiTasks, all: simsvTasks, none: [] };

/** What an option that takes task names says of itself. */
export const taskNamesAbout =
  "task names, comma-separated; 3q (the five tasks of the 3Q mix), vsi (VSI-Bench's tasks without route planning), all (every SIMS-V type) or none";

/**
 * Task names meant by an option: a list of {@link taskNamesAbout}, or a comma-separated list of names, each once.
 *
 * @throws AppError `input.invalid` for a name that no type has.
 */
export function taskNamesFromOption(text: string): readonly string[] {
  const list = Object.hasOwn(lists, text) ? lists[text] : undefined;
  if (list !== undefined) return list;
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const known = new Set(questionTypes.map((type) => type.task));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    const what = unknown.map((name) => `"${name}"`).join(', ');
    throw new AppError(
      'input.invalid',
      `Unknown question type ${what}. There are ${Object.keys(lists).join(', ')}, or: ${[...known].join(', ')}.`,
    );
  }
  return names;
}
