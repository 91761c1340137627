/** Finds where masks end; the arrays it gives belong to it and are overwritten by its next call. */
export interface BorderFinder {
  /** The ids of those pixels that lie in a mask and beside another id (left, right, above or below), 0 elsewhere. The picture's own edge is no border. */
  bordersOf(ids: Uint16Array): Uint16Array;
  /** The same after every mask has lost its border pixels, so that the borders of two masks never touch. */
  erodedBordersOf(ids: Uint16Array): Uint16Array;
}

/** Makes a finder for pictures of one size. */
export function createBorderFinder({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): BorderFinder {
  const borders = new Uint16Array(widthPx * heightPx);
  const eroded = new Uint16Array(widthPx * heightPx);

  const findBorders = (ids: Uint16Array, into: Uint16Array): Uint16Array => {
    const last = widthPx - 1;
    for (let y = 0; y < heightPx; y += 1) {
      // At the picture's own edge a pixel is compared with itself.
      const above = y === 0 ? 0 : widthPx;
      const below = y === heightPx - 1 ? 0 : widthPx;
      const row = y * widthPx;
      for (let x = 0; x <= last; x += 1) {
        const pixel = row + x;
        const id = ids[pixel] as number;
        const isInside =
          id === ids[pixel - above] &&
          id === ids[pixel + below] &&
          id === ids[x === 0 ? pixel : pixel - 1] &&
          id === ids[x === last ? pixel : pixel + 1];
        into[pixel] = isInside ? 0 : id;
      }
    }
    return into;
  };

  return {
    bordersOf: (ids) => findBorders(ids, borders),
    erodedBordersOf(ids) {
      findBorders(ids, borders);
      for (let pixel = 0; pixel < ids.length; pixel += 1) eroded[pixel] = borders[pixel] === 0 ? (ids[pixel] as number) : 0;
      return findBorders(eroded, borders);
    },
  };
}
