import type { GenerationRequest } from '../../../../shared/api/index.ts';

/** Choices of one setting, with what people read. */
type Choices<K extends keyof GenerationRequest> = readonly { readonly value: GenerationRequest[K] & string; readonly label: string }[];

/** Where houses come from. */
export const sources: Choices<'source'> = [
  { value: 'made', label: 'Make houses' },
  { value: 'files', label: 'Read house files' },
];

/** Which questions are asked. */
export const questionLists: Choices<'questions'> = [
  { value: '3q', label: '3Q mix (5 types)' },
  { value: 'vsi', label: 'VSI-Bench types (9)' },
  { value: 'all', label: 'All SIMS-V types (33)' },
  { value: 'none', label: 'No questions' },
];

/** Rules that answers follow. */
export const conventionChoices: Choices<'convention'> = [
  { value: 'simsv', label: 'SIMS-V' },
  { value: 'vsibench', label: 'VSI-Bench' },
  { value: 'sightline', label: 'Sightline' },
];

/** Where walks lead; the first is SIMS-V's way. */
export const tours: Choices<'tour'> = [
  { value: 'simsv', label: 'Once round' },
  { value: 'coverage', label: 'Until all was seen' },
];

/** How walks move; the first is SIMS-V's way. */
export const motions: Choices<'motion'> = [
  { value: 'discrete', label: 'Step by step' },
  { value: 'smooth', label: 'Smoothly' },
];

/** What draws the videos. */
export const rendererChoices: Choices<'renderer'> = [
  { value: 'auto', label: 'Fastest here' },
  { value: 'babylon', label: 'Babylon' },
  { value: 'software', label: 'Software' },
];

/** How much care the look of the videos gets. */
export const qualities: Choices<'quality'> = [
  { value: 'low', label: 'Low' },
  { value: 'medium', label: 'Medium' },
  { value: 'high', label: 'High' },
];

/** What is recorded per pixel beside the colour video. */
export const modalityLabels: Readonly<Record<Exclude<GenerationRequest['modalities'][number], 'rgb'>, string>> = {
  depth: 'Depth video',
  semantic_seg: 'Types',
  instance_seg: 'Instances',
  edge: 'Edges',
  colored_edge: 'Coloured edges',
  non_overlapping_colored_edge: 'Edges, not overlapping',
  mean_mask_overlay: 'Mean colours',
  masked_background: 'Background masked',
  masks: 'Instance masks, exact',
  metric_depth: 'Depth in mm, exact',
};
