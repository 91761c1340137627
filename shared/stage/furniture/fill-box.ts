import { type AxisBox, axesFromEulerDeg, axisBoxFromOriented } from '../../geometry/box.ts';
import { type Vec3, wrapDegrees } from '../../geometry/vector.ts';
import type { Part } from '../compiled-stage.ts';

/** Bounds of a part in its object's frame, metres. Round shapes count as their box: exact for quarter turns, generous for a tilted sphere. */
export function partBounds(part: Part): AxisBox {
  const [x, y, z] = part.rotationDeg ?? [0, 0, 0];
  return axisBoxFromOriented({ centerM: part.centerM, sizeM: part.sizeM, axes: axesFromEulerDeg({ x, y, z }) });
}

/**
 * The parts moved and stretched so that their joint bounds are the box of `sizeM` about the origin. Parts in quarter turns
 * decide the stretch, axis by axis; freely tilted ones follow and are shrunk into the box where they would leave it.
 */
export function fillBox(parts: readonly Part[], sizeM: Vec3): Part[] {
  const straight = parts.filter(isStraight);
  const bounds = (straight.length > 0 ? straight : parts).map(partBounds);
  const axes = [0, 1, 2] as const;
  const low = axes.map((k) => Math.min(...bounds.map((b) => b.minM[k]))) as [number, number, number];
  const high = axes.map((k) => Math.max(...bounds.map((b) => b.maxM[k]))) as [number, number, number];
  const stretch = axes.map((k) => sizeM[k] / (high[k] - low[k])) as [number, number, number];
  // A tilted part that itself reaches a side (a leaning lamp arm) already fits: only a real gap is closed.
  const isFull = axes.every((k) => Math.abs(stretch[k] - 1) < 1e-9 && Math.abs(low[k] + high[k]) < 1e-9);
  return parts.map((part) => {
    const fitted = isFull ? part : stretched(part, low, stretch, sizeM);
    return isStraight(fitted) ? fitted : drawnIn(fitted, sizeM);
  });
}

function isStraight(part: Part): boolean {
  return part.rotationDeg === undefined || part.rotationDeg.every((angle) => wrapDegrees(angle) % 90 === 0);
}

function stretched(part: Part, low: Vec3, stretch: Vec3, sizeM: Vec3): Part {
  const [x, y, z] = part.rotationDeg ?? [0, 0, 0];
  const axes = axesFromEulerDeg({ x, y, z });
  const along = (axis: Vec3) => Math.abs(axis[0]) * stretch[0] + Math.abs(axis[1]) * stretch[1] + Math.abs(axis[2]) * stretch[2];
  const least = Math.min(...stretch);
  const [sx, sy, sz] = isStraight(part) ? [along(axes[0]), along(axes[1]), along(axes[2])] : [least, least, least];
  const place = (k: 0 | 1 | 2) => (part.centerM[k] - low[k]) * stretch[k] - sizeM[k] / 2;
  return { ...part, centerM: [place(0), place(1), place(2)], sizeM: [part.sizeM[0] * sx, part.sizeM[1] * sy, part.sizeM[2] * sz] };
}

function drawnIn(part: Part, sizeM: Vec3): Part {
  const { minM, maxM } = partBounds(part);
  const axes = [0, 1, 2] as const;
  const shrink = Math.min(1, ...axes.map((k) => sizeM[k] / (maxM[k] - minM[k])));
  const place = (k: 0 | 1 | 2) => {
    const slack = Math.max(0, (sizeM[k] - (maxM[k] - minM[k]) * shrink) / 2);
    return Math.min(slack, Math.max(-slack, part.centerM[k]));
  };
  return {
    ...part,
    centerM: [place(0), place(1), place(2)],
    sizeM: [part.sizeM[0] * shrink, part.sizeM[1] * shrink, part.sizeM[2] * shrink],
  };
}
