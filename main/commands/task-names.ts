import { AppError } from '../../shared/errors.ts';
import { questionTypes } from '../../shared/questions/registry.ts';
import { threeQTasks } from '../../shared/questions/task-lists.ts';

/** Task names meant by `--questions`: a comma-separated list, `3q`, or `none`. `vsi` is a later recipe and says so. */
export function taskNamesFromOption(text: string): readonly string[] {
  if (text === 'none') return [];
  if (text === '3q') return threeQTasks;
  if (text === 'vsi') throw new AppError('not-yet', 'The VSI-Bench recipe is not there yet; use 3q, none, or a list of task names.');
  const names = text.split(',').map((name) => name.trim());
  const known = questionTypes.map((type) => type.task);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new AppError('input.invalid', `Unknown question type ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  return names;
}
