import type { RandomIndex } from '../../../shared/questions/question-type.ts';
import type { Piece, Rect } from './pieces.ts';
import { pickBetween, pickOne } from './plan-random.ts';
import type { RoomWish } from './room-program.ts';

/** Longest and shortest side of a corner that changes hands. */
const biteDm = [8, 26] as const;

/**
 * The layout with one corner of a rectangular room given to the room beside it, or to the outside: one of them, or both, become
 * L-shaped. Bathrooms and hallways take no part. Null where the draw does not work out; the result still has to be judged.
 */
export function biteCorner(pieces: readonly Piece[], wishes: readonly RoomWish[], pick: RandomIndex): Piece[] | null {
  const isTakingPart = (owner: number): boolean => {
    const type = wishes[owner]?.roomType;
    return type !== 'Bathroom' && type !== 'Hallway';
  };
  const donors = pieces.filter(({ owner }) => isTakingPart(owner) && pieces.filter((piece) => piece.owner === owner).length === 1);
  if (donors.length === 0) return null;
  const donor = pickOne(pick, donors);
  const { x0, z0, x1, z1 } = donor.rect;
  const [width, depth] = [pickBetween(pick, ...biteDm), pickBetween(pick, ...biteDm)];
  const [isRight, isUpper] = [pick(2) === 1, pick(2) === 1];
  if (x1 - x0 - width < 6 || z1 - z0 - depth < 6) return null;
  const [left, right] = isRight ? [x1 - width, x1] : [x0, x0 + width];
  const [low, high] = isUpper ? [z1 - depth, z1] : [z0, z0 + depth];
  const bite: Rect = { x0: left, x1: right, z0: low, z1: high };
  const beside = isRight ? { ...bite, x0: x1, x1: x1 + 1 } : { ...bite, x0: x0 - 1, x1: x0 };
  const above = isUpper ? { ...bite, z0: z1, z1: z1 + 1 } : { ...bite, z0: z0 - 1, z1: z0 };
  const taker = pick(2) === 1 ? ownerOf(beside, pieces) : ownerOf(above, pieces);
  // Two bedrooms that interlock look like a mistake.
  const areBedrooms = taker !== null && wishes[taker]?.roomType === 'Bedroom' && wishes[donor.owner]?.roomType === 'Bedroom';
  if (taker === null || areBedrooms || !isTakingPart(taker) || (taker < 0 && ownerOf(beside, pieces) !== ownerOf(above, pieces)))
    return null;
  const rest: Piece[] = [
    { owner: donor.owner, rect: isRight ? { ...donor.rect, x1: left } : { ...donor.rect, x0: right } },
    { owner: donor.owner, rect: isUpper ? { ...bite, z0, z1: low } : { ...bite, z0: high, z1 } },
  ];
  const given: Piece[] = taker < 0 ? [] : [{ owner: taker, rect: bite }];
  return [...pieces.filter((piece) => piece !== donor), ...rest, ...given];
}

/** The one owner of all of a rectangle, -1 where all of it is outside, null where it is shared. */
function ownerOf(rect: Rect, pieces: readonly Piece[]): number | null {
  const touching = pieces.filter(({ rect: other }) => other.x0 < rect.x1 && rect.x0 < other.x1 && other.z0 < rect.z1 && rect.z0 < other.z1);
  const [first] = touching;
  if (first === undefined) return -1;
  const coveredDm2 = touching.reduce((sum, { rect: other }) => {
    const width = Math.min(rect.x1, other.x1) - Math.max(rect.x0, other.x0);
    return sum + width * (Math.min(rect.z1, other.z1) - Math.max(rect.z0, other.z0));
  }, 0);
  const isOne = touching.every(({ owner }) => owner === first.owner);
  return isOne && coveredDm2 === (rect.x1 - rect.x0) * (rect.z1 - rect.z0) ? first.owner : null;
}
