/**
 * Instance masks of one frame as runs. A frame is a sequence of triples, each number in seven-bit groups, lowest first, the high bit
 * saying that another group follows:
 *
 * 1. so many pixels equal the pixel above (the row above the first is all 0);
 * 2. then the id of the next pixels,
 * 3. and how many of them there are.
 *
 * It ends where the picture is full, which may be after the first number of a triple.
 */

/** Encodes ids, row by row from the top. */
export function runsFromIds(ids: Uint16Array, widthPx: number): Uint8Array<ArrayBuffer> {
  const size = ids.length;
  // The least room for the worst case: every pixel a triple of its own with a three-byte id.
  const bytes = new Uint8Array(size * 5 + 8);
  let at = 0;
  const put = (value: number) => {
    for (; value > 127; value >>>= 7) bytes[at++] = (value & 127) | 128;
    bytes[at++] = value;
  };
  const above = (pixel: number): number => (pixel < widthPx ? 0 : (ids[pixel - widthPx] as number));
  let pixel = 0;
  while (pixel < size) {
    const copyStart = pixel;
    while (pixel < size && ids[pixel] === above(pixel)) pixel += 1;
    put(pixel - copyStart);
    if (pixel === size) break;
    const runStart = pixel;
    const id = ids[pixel] as number;
    while (pixel < size && ids[pixel] === id && above(pixel) !== id) pixel += 1;
    put(id);
    put(pixel - runStart);
  }
  return bytes.slice(0, at);
}

/** Decodes what {@link runsFromIds} made; null when the bytes do not fill the picture exactly. */
export function idsFromRuns(bytes: Uint8Array, widthPx: number, heightPx: number): Uint16Array | null {
  const ids = new Uint16Array(widthPx * heightPx);
  let at = 0;
  /** -1 when there is no whole number of at most four groups. */
  const take = (): number => {
    let value = 0;
    for (let shift = 0; shift < 28 && at < bytes.length; shift += 7) {
      const byte = bytes[at++] as number;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    return -1;
  };
  let pixel = 0;
  while (pixel < ids.length) {
    const copied = take();
    if (copied < 0 || pixel + copied > ids.length) return null;
    for (const end = pixel + copied; pixel < end; pixel += 1) ids[pixel] = pixel < widthPx ? 0 : (ids[pixel - widthPx] as number);
    if (pixel === ids.length) break;
    const id = take();
    const run = take();
    if (id < 0 || id > 65_535 || run < 1 || pixel + run > ids.length) return null;
    ids.fill(id, pixel, pixel + run);
    pixel += run;
  }
  return at === bytes.length ? ids : null;
}
