import { boxCorners, type OrientedBox } from '../../../../shared/geometry/box.ts';
import { type PictureCamera, type PicturePoint, projectSegment } from '../../../../shared/geometry/picture-camera.ts';
import type { Vec3 } from '../../../../shared/geometry/vector.ts';

/** The twelve edges of a box as pairs of corner numbers: corners that differ in one bit. */
const edges = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((corner) =>
  [1, 2, 4].filter((bit) => (corner & bit) === 0).map((bit) => [corner, corner | bit] as const),
);

/** A box's edges as they lie in the picture, cut at the near plane; none where the box is behind the camera, or is no box (an imported one may hold anything). */
export function projectBox(camera: PictureCamera, box: OrientedBox): (readonly [PicturePoint, PicturePoint])[] {
  const corners = boxCorners(box);
  if (!corners.flat().every(Number.isFinite)) return [];
  return edges.flatMap(([from, to]) => {
    const seen = projectSegment(camera, corners[from] as Vec3, corners[to] as Vec3);
    return seen === null ? [] : [seen];
  });
}

/** SVG path of pieces of lines. */
export function pathOf(pieces: readonly (readonly [PicturePoint, PicturePoint])[]): string {
  return pieces.map(([[ax, ay], [bx, by]]) => `M${round(ax)} ${round(ay)}L${round(bx)} ${round(by)}`).join('');
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
