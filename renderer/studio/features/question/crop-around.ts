/** A part of a picture in pixels. */
export interface CropRectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** So much of an object's longer side is shown on either side of it. */
const surroundings = 0.35;
/** Nothing smaller is cropped: a few pixels blown up show nothing. */
const leastSidePx = 48;

/**
 * The part of a picture to show for an object: its bounds with what is around it, in the aspect ratio of the drawing and within the picture. The whole
 * picture's middle where the bounds are not known (null or negative).
 */
export function cropAround(
  bounds: readonly [left: number, top: number, right: number, bottom: number] | null,
  picture: { readonly width: number; readonly height: number },
  aspect: number,
): CropRectangle {
  const whole = bounds === null || bounds[0] < 0;
  const [left, top, right, bottom] = whole ? [0, 0, picture.width - 1, picture.height - 1] : bounds;
  const longer = Math.max(right - left + 1, bottom - top + 1);
  const margin = whole ? 0 : longer * surroundings;
  const least = whole ? 0 : leastSidePx;
  const wanted = { width: Math.max(right - left + 1 + 2 * margin, least), height: Math.max(bottom - top + 1 + 2 * margin, least) };
  const grown = { width: Math.max(wanted.width, wanted.height * aspect), height: Math.max(wanted.height, wanted.width / aspect) };
  const shrink = Math.min(1, picture.width / grown.width, picture.height / grown.height);
  const [width, height] = [grown.width * shrink, grown.height * shrink];
  const within = (middle: number, size: number, limit: number) => Math.max(0, Math.min(limit - size, middle - size / 2));
  return {
    left: within((left + right + 1) / 2, width, picture.width),
    top: within((top + bottom + 1) / 2, height, picture.height),
    width,
    height,
  };
}
