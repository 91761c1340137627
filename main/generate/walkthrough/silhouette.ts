import { convexHull } from './plan-shape.ts';

/** A point in a camera's own axes: right, up, forward, metres. */
export type CameraPoint = readonly [right: number, up: number, forward: number];

/** A picture's size and its focal length, all in pixels. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly focalPx: number;
}

/** What lies closer than this to the camera's plane is cut away before the projection. */
const nearM = 0.05;

/** Pixels from the picture's upper left corner. */
type Pixel = readonly [x: number, y: number];

/**
 * Square pixels that a solid box covers inside the picture, whatever stands before it. The box is given by its eight corners in the order of
 * `boxCorners`: two corners share an edge where their indices differ in one bit.
 */
export function silhouetteAreaPx(corners: readonly CameraPoint[], picture: Picture): number {
  const pixels: Pixel[] = [];
  for (let i = 0; i < 8; i++) {
    const from = corners[i] as CameraPoint;
    if (from[2] >= nearM) pixels.push(pixelOf(from, picture));
    for (let bit = 1; bit < 8; bit *= 2) {
      if ((i & bit) !== 0) continue;
      const to = corners[i | bit] as CameraPoint;
      if (from[2] >= nearM !== to[2] >= nearM) pixels.push(pixelOf(atNear(from, to), picture));
    }
  }
  return pixels.length < 3 ? 0 : areaOf(clipToPicture(convexHull(pixels), picture));
}

function pixelOf([right, up, forward]: CameraPoint, { widthPx, heightPx, focalPx }: Picture): Pixel {
  return [widthPx / 2 + (focalPx * right) / forward, heightPx / 2 - (focalPx * up) / forward];
}

/** Where an edge meets the near plane. */
function atNear(a: CameraPoint, b: CameraPoint): CameraPoint {
  const t = (nearM - a[2]) / (b[2] - a[2]);
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), nearM];
}

/** Sutherland and Hodgman: one side of the picture after the other. */
function clipToPicture(outline: readonly Pixel[], { widthPx, heightPx }: Picture): readonly Pixel[] {
  let clipped = outline;
  for (const [axis, edge, sign] of [
    [0, 0, 1],
    [0, widthPx, -1],
    [1, 0, 1],
    [1, heightPx, -1],
  ] as const) {
    clipped = clipToSide(clipped, axis, edge, sign);
  }
  return clipped;
}

function clipToSide(outline: readonly Pixel[], axis: 0 | 1, edge: number, sign: 1 | -1): Pixel[] {
  const inside: Pixel[] = [];
  for (let i = 0; i < outline.length; i++) {
    const [a, b] = [outline[i] as Pixel, outline[(i + 1) % outline.length] as Pixel];
    const [fromEdge, toEdge] = [(a[axis] - edge) * sign, (b[axis] - edge) * sign];
    if (fromEdge >= 0) inside.push(a);
    if (fromEdge * toEdge >= 0) continue;
    const t = fromEdge / (fromEdge - toEdge);
    inside.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
  }
  return inside;
}

function areaOf(outline: readonly Pixel[]): number {
  let twice = 0;
  for (let i = 0; i < outline.length; i++) {
    const [a, b] = [outline[i] as Pixel, outline[(i + 1) % outline.length] as Pixel];
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return Math.abs(twice) / 2;
}
