import type { RandomIndex } from '../../../shared/questions/question-type.ts';
import { shuffle } from '../../../shared/questions/seeded-pick.ts';
import { type Piece, type Rect, sidesOf } from './pieces.ts';
import { pickBetween, pickChance } from './plan-random.ts';

/** A share of a rectangle. */
export interface Share {
  /** Index of the room; -1 leaves the place outside the house. */
  readonly owner: number;
  readonly areaDm2: number;
  /** The least side that is worth trying. */
  readonly minSideDm: number;
}

/** A share that wraps around the others in a corner keeps arms of at least this width. */
const armDm = 22;

/**
 * Divides a rectangle among shares in proportion to their areas: cuts across, again and again, and sometimes gives a corner to
 * some and the L around it to the largest. Null where a side gets too short; another draw may do better.
 */
export function partition(rect: Rect, shares: readonly Share[], pick: RandomIndex, cornerPercent = 30): Piece[] | null {
  const [first, ...others] = shares;
  if (first === undefined) return [];
  if (others.length === 0) return Math.min(...sidesOf(rect)) < first.minSideDm ? null : [{ owner: first.owner, rect }];
  if (pickChance(pick, cornerPercent)) return giveCorner(rect, shares, pick, cornerPercent);
  return cutAcross(rect, shares, pick, cornerPercent);
}

function cutAcross(rect: Rect, shares: readonly Share[], pick: RandomIndex, cornerPercent: number): Piece[] | null {
  const mixed = shuffle(shares, pick);
  const count = pickBetween(pick, 1, mixed.length - 1);
  const [one, other] = [mixed.slice(0, count), mixed.slice(count)];
  const [width, depth] = sidesOf(rect);
  // Mostly across the longer side, so that the parts stay stout.
  const isAcrossX = width > depth === !pickChance(pick, width > 1.3 * depth || depth > 1.3 * width ? 8 : 40);
  const share = areaOf(one) / areaOf(shares);
  const at = isAcrossX ? rect.x0 + Math.round(width * share) : rect.z0 + Math.round(depth * share);
  const [low, high]: [Rect, Rect] = isAcrossX
    ? [
        { ...rect, x1: at },
        { ...rect, x0: at },
      ]
    : [
        { ...rect, z1: at },
        { ...rect, z0: at },
      ];
  return both(partition(low, one, pick, cornerPercent), () => partition(high, other, pick, cornerPercent));
}

/** The largest share becomes an L around the rest; the corner is the low one, since layouts are mirrored afterwards. */
function giveCorner(rect: Rect, shares: readonly Share[], pick: RandomIndex, cornerPercent: number): Piece[] | null {
  const around = shares.reduce((most, share) => (share.owner >= 0 && share.areaDm2 > most.areaDm2 ? share : most));
  const rest = shares.filter((share) => share !== around);
  const [width, depth] = sidesOf(rect);
  const cornerArea = (width * depth * areaOf(rest)) / areaOf(shares);
  const least = Math.max(Math.ceil(cornerArea / (depth - armDm)), ...rest.map(({ minSideDm }) => minSideDm));
  const most = Math.min(width - armDm, Math.floor(cornerArea / 14));
  if (least > most || around.owner < 0) return null;
  const cornerWidth = pickBetween(pick, least, most);
  const cornerDepth = Math.round(cornerArea / cornerWidth);
  if (depth - cornerDepth < armDm) return null;
  const [x, z] = [rect.x0 + cornerWidth, rect.z0 + cornerDepth];
  const arms: Piece[] = [
    { owner: around.owner, rect: { ...rect, x0: x, z1: z } },
    { owner: around.owner, rect: { ...rect, z0: z } },
  ];
  return both(arms, () => partition({ ...rect, x1: x, z1: z }, rest, pick, cornerPercent));
}

function both(one: Piece[] | null, makeOther: () => Piece[] | null): Piece[] | null {
  if (one === null) return null;
  const other = makeOther();
  return other === null ? null : [...one, ...other];
}

function areaOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { areaDm2 }) => sum + areaDm2, 0);
}
