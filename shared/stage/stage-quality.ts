/** How much care the look of a stage gets. Geometry that ids and depth come from is the same at every level. */
export const stageQualities = ['low', 'medium', 'high'] as const;
/** One of {@link stageQualities}. */
export type StageQuality = (typeof stageQualities)[number];

/** What a quality level means to the stage compiler and to the painters. */
export interface StageDetail {
  /** Whether corners, contact and what hangs above darken a point. */
  readonly isShaded: boolean;
  /** A floor cell is split while its light differs from a straight blend by more than this share of full brightness… */
  readonly lightTolerance: number;
  /** …and while it is longer than this. */
  readonly leastCellM: number;
  /** Places along a wall where a column may start; those that the light does not need are left out. */
  readonly wallStepM: number;
  /** Tops that things stand on are cut finely enough for the shadow of what stands there. */
  readonly hasShadedTops: boolean;
  /** Colour samples per pixel that painters should take: 1 or 4. Ids and depth always have one. */
  readonly colorSamples: 1 | 4;
}

/** What each level means; `medium` is the default everywhere. */
export const stageDetails: Readonly<Record<StageQuality, StageDetail>> = {
  low: { isShaded: false, lightTolerance: 0.06, leastCellM: 0.6, wallStepM: 1, hasShadedTops: false, colorSamples: 1 },
  medium: { isShaded: true, lightTolerance: 0.035, leastCellM: 0.16, wallStepM: 0.25, hasShadedTops: false, colorSamples: 4 },
  high: { isShaded: true, lightTolerance: 0.014, leastCellM: 0.07, wallStepM: 0.125, hasShadedTops: true, colorSamples: 4 },
};
