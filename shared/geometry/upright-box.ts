import type { OrientedBox } from './box.ts';
import { cross, dot, scale, type Vec3 } from './vector.ts';

/**
 * The same box with its axes in the order that bodies are drawn in: y points up, x lies along the longer of the other two, and the three form a frame that is
 * not mirrored. For boxes whose source gives axes in any order and handedness (VSI-Bench's come z up); a box that is in order is returned as it is.
 */
export function uprightBox(box: OrientedBox): OrientedBox {
  const { axes, sizeM } = box;
  const up = [0, 1, 2].reduce((best, k) => (Math.abs((axes[k] as Vec3)[1]) > Math.abs((axes[best] as Vec3)[1]) ? k : best), 1);
  const isMirrored = dot(cross(axes[0], axes[1]), axes[2]) < 0;
  if (up === 1 && axes[1][1] > 0 && !isMirrored) return box;
  const lying = [0, 1, 2].filter((k) => k !== up).sort((a, b) => (sizeM[b] as number) - (sizeM[a] as number)) as [number, number];
  const upAxis = axes[up] as Vec3;
  const y = upAxis[1] < 0 ? scale(upAxis, -1) : upAxis;
  const x = axes[lying[0]] as Vec3;
  return {
    centerM: box.centerM,
    sizeM: [sizeM[lying[0]] as number, sizeM[up] as number, sizeM[lying[1]] as number],
    axes: [x, y, cross(x, y)],
  };
}
