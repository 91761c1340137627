import type { Scene } from '../../../../shared/model/scene.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** How strong a mask is inside and along its border, 0-255. */
const [fillAlpha, rimAlpha] = [105, 255];

/**
 * RGBA pixels of a frame's masks: a tint in each wanted instance's colour with a full line inside its border, everything else clear.
 *
 * @param ids - instance id of every pixel, row by row.
 * @param colors - by instance id.
 */
export function paintMasks(ids: Uint16Array, widthPx: number, colors: ReadonlyMap<number, Rgb>): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * ids.length);
  for (let pixel = 0; pixel < ids.length; pixel++) {
    const id = ids[pixel] as number;
    const color = colors.get(id);
    if (color === undefined) continue;
    const column = pixel % widthPx;
    const isRim =
      (column > 0 && ids[pixel - 1] !== id) ||
      (column < widthPx - 1 && ids[pixel + 1] !== id) ||
      (pixel >= widthPx && ids[pixel - widthPx] !== id) ||
      (pixel + widthPx < ids.length && ids[pixel + widthPx] !== id);
    pixels.set([...color, isRim ? rimAlpha : fillAlpha], 4 * pixel);
  }
  return pixels;
}

/** Mask id of an object by its index in the scene: by the shard's own table, else by the scene's order. 0, which is nothing, for an object it does not know. */
export function maskIdsOf(scene: Scene, objectIds: readonly string[] | null): (objectIndex: number) => number {
  if (objectIds === null) return (objectIndex) => objectIndex + 1;
  const byId = new Map(objectIds.map((id, position) => [id, position + 1]));
  return (objectIndex) => byId.get(scene.objects[objectIndex]?.id ?? '') ?? 0;
}
