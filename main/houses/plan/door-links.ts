import type { RandomIndex } from '../../../shared/questions/question-type.ts';
import { shuffle } from '../../../shared/questions/seeded-pick.ts';
import type { RoomType } from '../house-plan.ts';
import type { WallRun } from './cell-plan.ts';
import { pickChance, pickOne } from './plan-random.ts';
import type { RoomWish } from './room-program.ts';

/** A passage that two rooms shall have: a door with a leaf, a doorframe without one, or a wide opening. */
export interface DoorLink {
  readonly owners: readonly [number, number];
  readonly kind: 'door' | 'frame' | 'wide';
}

/** A shared wall of this length holds a door and its distance from both corners. */
export const doorRunDm = 12;
/** The same for a wide opening. */
const wideRunDm = 22;
/** Links that cost more are ways nobody builds, like a bedroom behind a kitchen. */
export const usualCost = 5;

/** How unwelcome a way from a room into a room behind it is; nothing lies behind a bathroom. */
const costs: Readonly<Record<RoomType, Readonly<Record<RoomType, number>> | null>> = {
  Hallway: { Hallway: 1, LivingRoom: 0, Kitchen: 1, Bedroom: 1, Bathroom: 1.5 },
  LivingRoom: { Hallway: 0, LivingRoom: 1, Kitchen: 1, Bedroom: 3, Bathroom: 4 },
  Kitchen: { Hallway: 3, LivingRoom: 3, Kitchen: 1, Bedroom: 8, Bathroom: 9 },
  Bedroom: { Hallway: 10, LivingRoom: 10, Kitchen: 10, Bedroom: 8, Bathroom: 4 },
  Bathroom: null,
};
/** A second bathroom next to a bedroom mostly belongs to it. */
const ensuiteCost = 1.2;
/** The first bathroom is for all, so where several sleep it is not behind a bedroom. */
const behindBedroomCost = 7;

/**
 * Links that make every room reachable: the cheapest tree from the hallway, or from the living room, and now and then one
 * link more. Null where rooms have no shared wall for it, or only ways that cost more than `mostCost`.
 */
export function chooseDoorLinks(
  wishes: readonly RoomWish[],
  runs: readonly WallRun[],
  mostCost: number,
  pick: RandomIndex,
): DoorLink[] | null {
  const pairs = shuffle(neighbours(runs), pick);
  const isEnsuite = pickChance(pick, 65);
  const typeOf = (owner: number): RoomType => (wishes[owner] as RoomWish).roomType;
  const firstBathroom = wishes.findIndex(({ roomType }) => roomType === 'Bathroom');
  const bedroomCount = wishes.filter(({ roomType }) => roomType === 'Bedroom').length;
  const costOf = (from: number, to: number): number => {
    const isOnlyBathroom = typeOf(from) === 'Bedroom' && to === firstBathroom && bedroomCount > 1;
    if (isOnlyBathroom) return behindBedroomCost;
    const isPrivate = isEnsuite && typeOf(from) === 'Bedroom' && typeOf(to) === 'Bathroom' && to !== firstBathroom;
    return isPrivate ? ensuiteCost : (costs[typeOf(from)]?.[typeOf(to)] ?? Number.POSITIVE_INFINITY);
  };
  const tree = growTree(rootOf(wishes), wishes.length, pairs, costOf, mostCost);
  if (tree === null) return null;
  const spare = pairs.filter((pair) => !tree.includes(pair) && isWelcomeLoop(pair.owners.map(typeOf)));
  const loop = spare.length > 0 && pickChance(pick, 35) ? [pickOne(pick, spare)] : [];
  return [...tree, ...loop].map(({ owners, longestDm }) => ({ owners, kind: kindOf(owners.map(typeOf), longestDm, pick) }));
}

interface Pair {
  readonly owners: readonly [number, number];
  readonly longestDm: number;
}

/** The rooms whose shared wall is long enough for a door. */
function neighbours(runs: readonly WallRun[]): Pair[] {
  const longest = new Map<string, Pair>();
  for (const { before, after, fromDm, toDm } of runs) {
    if (before < 0 || after < 0 || toDm - fromDm < doorRunDm) continue;
    const owners = [Math.min(before, after), Math.max(before, after)] as const;
    const longestDm = Math.max(toDm - fromDm, longest.get(owners.join())?.longestDm ?? 0);
    longest.set(owners.join(), { owners, longestDm });
  }
  return [...longest.values()];
}

function rootOf(wishes: readonly RoomWish[]): number {
  const hall = wishes.findIndex(({ roomType }) => roomType === 'Hallway');
  return hall >= 0 ? hall : wishes.findIndex(({ roomType }) => roomType === 'LivingRoom');
}

/** Prim's algorithm, on costs that depend on the direction. */
function growTree(
  root: number,
  roomCount: number,
  pairs: readonly Pair[],
  costOf: (from: number, to: number) => number,
  mostCost: number,
): Pair[] | null {
  const reached = new Set([root]);
  const tree: Pair[] = [];
  while (reached.size < roomCount) {
    let best: { readonly cost: number; readonly pair: Pair; readonly to: number } | null = null;
    for (const pair of pairs) {
      const [a, b] = pair.owners;
      if (reached.has(a) === reached.has(b)) continue;
      const [from, to] = reached.has(a) ? [a, b] : [b, a];
      const cost = costOf(from, to);
      if (best === null || cost < best.cost) best = { cost, pair, to };
    }
    if (best === null || best.cost > mostCost) return null;
    tree.push(best.pair);
    reached.add(best.to);
  }
  return tree;
}

function isWelcomeLoop(types: readonly RoomType[]): boolean {
  const key = [...types].sort().join();
  return ['Kitchen,LivingRoom', 'Hallway,Kitchen', 'Hallway,LivingRoom', 'Bathroom,Bedroom'].includes(key);
}

function kindOf(types: readonly RoomType[], longestDm: number, pick: RandomIndex): DoorLink['kind'] {
  const draw = pick(100);
  const isOpenPlan = types.includes('LivingRoom') && (types.includes('Kitchen') || types.includes('Hallway'));
  if (isOpenPlan && longestDm >= wideRunDm && draw < 45) return 'wide';
  if (isOpenPlan && draw < 65) return 'frame';
  return types.includes('Hallway') && types.includes('Kitchen') && draw < 35 ? 'frame' : 'door';
}
