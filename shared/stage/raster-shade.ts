import type { TriangleStore } from './raster-triangles.ts';

/** Colours the pixels of one row that show one triangle. */
export function shadeRun(
  triangles: TriangleStore,
  triangle: number,
  from: number,
  to: number,
  rowStart: number,
  widthPx: number,
  depthM: Float32Array,
  rgba32: Uint32Array,
): void {
  const color = triangles.colors[triangle * 3]!;
  if (color === triangles.colors[triangle * 3 + 1]! && color === triangles.colors[triangle * 3 + 2]!) {
    for (let pixel = from; pixel < to; pixel++) rgba32[pixel] = color;
    return;
  }
  if (triangles.hasPlanes[triangle] === 0) computePlanes(triangles, triangle);
  const { planes, screen } = triangles;
  const o = triangle * 9;
  const x = from - rowStart + 0.5 - screen[o]!;
  const y = rowStart / widthPx + 0.5 - screen[o + 1]!;
  const redX = planes[o + 1]!;
  const greenX = planes[o + 4]!;
  const blueX = planes[o + 7]!;
  let red = planes[o]! + x * redX + y * planes[o + 2]!;
  let green = planes[o + 3]! + x * greenX + y * planes[o + 5]!;
  let blue = planes[o + 6]! + x * blueX + y * planes[o + 8]!;
  for (let pixel = from; pixel < to; pixel++) {
    const depth = depthM[pixel]!;
    rgba32[pixel] = (red * depth + 0.5) | ((green * depth + 0.5) << 8) | ((blue * depth + 0.5) << 16) | (255 << 24);
    red += redX;
    green += greenX;
    blue += blueX;
  }
}

/** Colour over depth is linear in the image: its plane through the three corners, per channel. */
function computePlanes({ screen: s, colors, planes, hasPlanes }: TriangleStore, triangle: number): void {
  const o = triangle * 9;
  const [dx1, dy1, dx2, dy2] = [s[o + 3]! - s[o]!, s[o + 4]! - s[o + 1]!, s[o + 6]! - s[o]!, s[o + 7]! - s[o + 1]!];
  const area = dx1 * dy2 - dx2 * dy1;
  for (let channel = 0; channel < 3; channel++) {
    const at = (corner: number): number => ((colors[triangle * 3 + corner]! >>> (8 * channel)) & 255) * s[o + 3 * corner + 2]!;
    const base = at(0);
    const [d1, d2] = [at(1) - base, at(2) - base];
    planes[o + 3 * channel] = base;
    planes[o + 3 * channel + 1] = (d1 * dy2 - d2 * dy1) / area;
    planes[o + 3 * channel + 2] = (dx1 * d2 - dx2 * d1) / area;
  }
  hasPlanes[triangle] = 1;
}
