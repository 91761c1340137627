import type { RandomIndex } from '../../../shared/questions/question-type.ts';

/** An upright rectangle of the plan in whole decimetres. */
export interface Rect {
  readonly x0: number;
  readonly z0: number;
  readonly x1: number;
  readonly z1: number;
}

/** A rectangle of floor that belongs to a room. The pieces of a layout do not overlap; a room may have several. */
export interface Piece {
  /** Index of the room. */
  readonly owner: number;
  readonly rect: Rect;
}

/** Extent along x and z. */
export function sidesOf({ x0, z0, x1, z1 }: Rect): [widthDm: number, depthDm: number] {
  return [x1 - x0, z1 - z0];
}

/** The layout turned and mirrored at random, its least corner moved to the origin. */
export function orientPieces(pieces: readonly Piece[], pick: RandomIndex): Piece[] {
  const [isSwapped, isMirroredX, isMirroredZ] = [pick(2) === 1, pick(2) === 1, pick(2) === 1];
  return moveToOrigin(pieces.map(({ owner, rect }) => ({ owner, rect: turn(rect, isSwapped, isMirroredX, isMirroredZ) })));
}

/** The layout with its least corner at the origin. */
export function moveToOrigin(pieces: readonly Piece[]): Piece[] {
  const [minX, minZ] = [Math.min(...pieces.map(({ rect }) => rect.x0)), Math.min(...pieces.map(({ rect }) => rect.z0))];
  return pieces.map(({ owner, rect: { x0, z0, x1, z1 } }) => ({
    owner,
    rect: { x0: x0 - minX, z0: z0 - minZ, x1: x1 - minX, z1: z1 - minZ },
  }));
}

function turn(rect: Rect, isSwapped: boolean, isMirroredX: boolean, isMirroredZ: boolean): Rect {
  let { x0, z0, x1, z1 } = rect;
  if (isSwapped) [x0, z0, x1, z1] = [z0, x0, z1, x1];
  if (isMirroredX) [x0, x1] = [-x1, -x0];
  if (isMirroredZ) [z0, z1] = [-z1, -z0];
  return { x0, z0, x1, z1 };
}
