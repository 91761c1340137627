import { findQuestionType } from '../../../../shared/questions/registry.ts';

/** Where a type's own title is too long for a list. */
const shortNames: Readonly<Record<string, string>> = {
  vsi_obj_rel_direction_easy: 'Direction, easy',
  vsi_obj_rel_direction_medium: 'Direction, medium',
  vsi_obj_rel_direction_hard: 'Direction, hard',
};

const fullWords: Readonly<Record<string, string>> = { obj: 'object', est: 'estimate', abs: 'absolute', rel: 'relative', n: 'number of' };

/** A task name for lists: ours where known, else the format's own with its prefix and underscores taken off. */
export function shortTaskName(task: string): string {
  const short = shortNames[task.replace(/_minimal$/, '')];
  if (short !== undefined) return task.endsWith('_minimal') ? `${short} (minimal)` : short;
  const type = findQuestionType(task);
  if (type !== null) return type.title.replace(' vocabulary)', ')');
  const words = task
    .replace(/^vsi_/, '')
    .split('_')
    .map((word) => fullWords[word] ?? word)
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
