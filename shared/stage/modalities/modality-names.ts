/** Videos beside the colour video that are computed from colour, ids and depth. Names and files are SIMS-V's. */
export const videoModalities = [
  'depth',
  'semantic_seg',
  'instance_seg',
  'edge',
  'colored_edge',
  'non_overlapping_colored_edge',
  'mean_mask_overlay',
  'masked_background',
] as const;
/** One of {@link videoModalities}. */
export type VideoModality = (typeof videoModalities)[number];

/** Exact numbers per pixel in frame packs: instance ids, and depth in millimetres. */
export const packModalities = ['masks', 'metric_depth'] as const;
/** One of {@link packModalities}. */
export type PackModality = (typeof packModalities)[number];

/** Everything a recording can write per pixel; `rgb` is always among what is recorded. */
export const modalities = ['rgb', ...videoModalities, ...packModalities] as const;
/** One of {@link modalities}. */
export type Modality = (typeof modalities)[number];

/** Whether a modality is a video, which needs an encoder. */
export function isVideoModality(modality: Modality): modality is VideoModality | 'rgb' {
  return modality !== 'masks' && modality !== 'metric_depth';
}

/** Whether a painter has to give depth: it is read back only for those that show it. */
export function isDepthNeeded(wanted: readonly Modality[]): boolean {
  return wanted.includes('depth') || wanted.includes('metric_depth');
}

/** Name of a trajectory's file of a modality: `<modality>__<N>.mp4`, or `.slf` for a frame pack. */
export function modalityFileName(modality: Modality, trajectory: string): string {
  return `${modality}__${trajectory}.${isVideoModality(modality) ? 'mp4' : 'slf'}`;
}
