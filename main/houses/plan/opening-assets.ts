/** A door or window of the catalogue: the hole that it fills, in centimetres. */
export interface OpeningAsset {
  readonly assetId: string;
  readonly objectType: 'Doorway' | 'Doorframe' | 'Window';
  readonly widthCm: number;
  readonly heightCm: number;
}

const doorHeightCm = 210;
const finishes = ['Oak', 'Pine', 'Walnut', 'White'] as const;

/** Doors with one leaf; the number in the name is the width. */
export const leafDoors: readonly OpeningAsset[] = [90, 100].flatMap((widthCm) =>
  finishes.map((finish) => ({ assetId: `Doorway_${finish}_${widthCm}`, objectType: 'Doorway' as const, widthCm, heightCm: doorHeightCm })),
);

/** Frames without a leaf: as wide as a door, and wide openings between living rooms. */
export const doorFrames: readonly OpeningAsset[] = [90, 100, 140, 160, 180, 200].map((widthCm) => ({
  assetId: `Doorframe_${widthCm}`,
  objectType: 'Doorframe',
  widthCm,
  heightCm: doorHeightCm,
}));

/** Windows of rooms to live in, then small ones for bathrooms. */
export const windows: readonly OpeningAsset[] = [
  [90, 120],
  [120, 120],
  [150, 120],
  [180, 120],
  [60, 60],
  [70, 50],
  [90, 50],
].map(([widthCm = 0, heightCm = 0]) => ({ assetId: `Window_${widthCm}x${heightCm}`, objectType: 'Window', widthCm, heightCm }));

/** Everything that {@link leafDoors}, {@link doorFrames} and {@link windows} hold, for an asset database. */
export const openingAssets: readonly OpeningAsset[] = [...leafDoors, ...doorFrames, ...windows];
