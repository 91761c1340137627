import type { AxisBox, OrientedBox } from '../geometry/box.ts';
import type { Part } from './compiled-stage.ts';
import { partBounds } from './furniture/fill-box.ts';

/** A face this near to the cover of another part is shut in. */
const slackM = 1e-4;
/** Nobody's eye is below this height, metres above the floor: what looks down from there looks at the floor. */
const lowestEyeM = 0.03;
/** A round part surely covers another on its axis that is this much slimmer, however few sides it is drawn with. */
const surelyInside = 0.86;

/** A part that stands straight in its object: a box, or a cylinder along y. */
interface Solid extends AxisBox {
  readonly isRound: boolean;
}

/** The bit of a part's face in {@link hiddenFaces}: towards +axis or -axis of the part. */
export function faceBit(axis: 0 | 1 | 2, sign: 1 | -1): number {
  return 1 << (2 * axis + (sign > 0 ? 0 : 1));
}

/**
 * For every part the faces that can never be seen, as bits: those pressed against or sunk into another straight part of the same object,
 * and undersides on the floor. Leaving them out changes no pixel. Of cylinders only the two ends are looked at.
 */
export function hiddenFaces(box: OrientedBox, parts: readonly Part[]): number[] {
  const solids = parts.map(solidOf);
  const isUpright = box.axes[1][1] > 0.999;
  return solids.map((own, i) => {
    if (own === null) return 0;
    let bits = isUpright && box.centerM[1] + own.minM[1] < lowestEyeM ? faceBit(1, -1) : 0;
    for (const [j, other] of solids.entries()) if (other !== null && j !== i) bits |= facesCovered(own, other);
    return bits;
  });
}

function facesCovered(own: Solid, other: Solid): number {
  let bits = 0;
  for (const axis of [0, 1, 2] as const) {
    if (axis !== 1 && (own.isRound || other.isRound)) continue;
    if (!isWithin(own, other, axis)) continue;
    if (other.minM[axis] <= own.maxM[axis] + slackM && other.maxM[axis] > own.maxM[axis] + slackM) bits |= faceBit(axis, 1);
    if (other.maxM[axis] >= own.minM[axis] - slackM && other.minM[axis] < own.minM[axis] - slackM) bits |= faceBit(axis, -1);
  }
  return bits;
}

/** Whether one outline lies within the other, seen along an axis. */
function isWithin(own: Solid, other: Solid, axis: 0 | 1 | 2): boolean {
  const across = ([0, 1, 2] as const).filter((k) => k !== axis);
  if (!other.isRound) return across.every((k) => other.minM[k] <= own.minM[k] + slackM && other.maxM[k] >= own.maxM[k] - slackM);
  if (!own.isRound) return false;
  return across.every((k) => {
    const [ownM, otherM] = [own.maxM[k] - own.minM[k], other.maxM[k] - other.minM[k]];
    const isCentred = Math.abs(own.maxM[k] + own.minM[k] - other.maxM[k] - other.minM[k]) < slackM;
    return isCentred && (ownM <= otherM * surelyInside || Math.abs(ownM - otherM) < slackM);
  });
}

function solidOf(part: Part): Solid | null {
  if (part.rotationDeg !== undefined || (part.shape !== 'box' && part.shape !== 'cylinder')) return null;
  return { ...partBounds(part), isRound: part.shape === 'cylinder' };
}
