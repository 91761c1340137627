const shortNames: Readonly<Record<string, string>> = {
  vsi_obj_abs_distance: 'Absolute distance',
  vsi_obj_rel_distance: 'Relative distance',
  vsi_obj_rel_direction_easy: 'Direction, easy',
  vsi_obj_rel_direction_medium: 'Direction, medium',
  vsi_obj_rel_direction_hard: 'Direction, hard',
  vsi_obj_appearance_order: 'Appearance order',
  vsi_obj_count: 'Object count',
  vsi_obj_size_est: 'Object size',
  vsi_room_size_est: 'Room size',
};

const fullWords: Readonly<Record<string, string>> = { obj: 'object', est: 'estimate', abs: 'absolute', rel: 'relative', n: 'number of' };

/** A task name for lists: ours where known, else the format's own with its prefix and underscores taken off. */
export function shortTaskName(task: string): string {
  const known = shortNames[task.replace(/_minimal$/, '')];
  if (known !== undefined) return task.endsWith('_minimal') ? `${known} (minimal)` : known;
  const words = task
    .replace(/^vsi_/, '')
    .split('_')
    .map((word) => fullWords[word] ?? word)
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
