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

/** Every type that the official SIMS-V code registers, family by family: what `all` means. */
export const simsvTasks: readonly string[] = [
  'obj_abs_distance',
  'vsi_obj_abs_distance',
  'vsi_obj_abs_distance_minimal',
  'obj_rel_distance',
  'vsi_obj_rel_distance',
  'vsi_obj_rel_distance_minimal',
  'obj_rel_direction',
  'vsi_obj_rel_direction_easy',
  'vsi_obj_rel_direction_easy_minimal',
  'vsi_obj_rel_direction_medium',
  'vsi_obj_rel_direction_medium_minimal',
  'vsi_obj_rel_direction_hard',
  'vsi_obj_rel_direction_hard_minimal',
  'temporal_rel',
  'temporal_order_2',
  'temporal_order_3',
  'temporal_order_4',
  'temporal_order_5',
  'temporal_order_6',
  'vsi_obj_appearance_order',
  'vsi_obj_appearance_order_minimal',
  'descriptive_binary',
  'obj_count',
  'vsi_obj_count',
  'vsi_obj_count_minimal',
  'obj_long_size_est',
  'obj_long_size_est_v2',
  'obj_short_size_est',
  'vsi_obj_size_est',
  'vsi_obj_size_est_minimal',
  'n_rooms',
  'house_size_est',
  'vsi_room_size_est',
];
