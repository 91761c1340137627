/** How objects are marked in the picture, one at a time. */
export const overlayShapes = ['boxes', 'masks', 'solid', 'none'] as const;
/** One of {@link overlayShapes}. */
export type OverlayShape = (typeof overlayShapes)[number];

/** What each is called. */
export const overlayShapeNames: Readonly<Record<OverlayShape, string>> = {
  boxes: 'Boxes',
  masks: 'Masks',
  solid: '3D boxes',
  none: 'None',
};

/** What a shard has to draw with. */
export interface OverlaySources {
  readonly hasMasks: boolean;
  /** Whether the shard describes its camera and poses. */
  readonly hasCamera: boolean;
}

/** Why a way of marking is not possible with a shard; null where it is. */
export function overlayObstacle(shape: OverlayShape, { hasMasks, hasCamera }: OverlaySources): string | null {
  if (shape === 'masks' && !hasMasks) return 'This shard stores no masks.';
  if (shape === 'solid' && !hasCamera) return 'This shard does not describe its camera, so nothing can be projected into the picture.';
  return null;
}

/** The way that is drawn: the chosen one, or boxes where that is not possible. */
export function drawnShape(chosen: OverlayShape, sources: OverlaySources): OverlayShape {
  return overlayObstacle(chosen, sources) === null ? chosen : 'boxes';
}

/** The possible way after this one. */
export function nextShape(shape: OverlayShape, sources: OverlaySources): OverlayShape {
  const possible = overlayShapes.filter((each) => overlayObstacle(each, sources) === null);
  return possible[(possible.indexOf(shape) + 1) % possible.length] ?? 'boxes';
}
