/** The tasks of the published 3Q training mix. */
export const threeQTasks: readonly string[] = [
  'vsi_obj_abs_distance',
  'vsi_obj_rel_direction_easy',
  'vsi_obj_rel_direction_medium',
  'vsi_obj_rel_direction_hard',
  'vsi_obj_appearance_order',
];

/** The tasks that VSI-Bench's own have in SIMS-V, all but route planning: its baseline training mix. */
export const vsiTasks: readonly string[] = [
  ...threeQTasks,
  'vsi_obj_rel_distance',
  'vsi_obj_count',
  'vsi_obj_size_est',
  'vsi_room_size_est',
];
