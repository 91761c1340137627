import type { RandomIndex } from '../../../shared/questions/question-type.ts';
import type { RoomType } from '../house-plan.ts';
import { pickBetween, pickWeighted } from './plan-random.ts';

/** A room that a house shall have. Areas in square decimetres: a grid cell of a plan is one. */
export interface RoomWish {
  /** Index of the room in the house; also the owner of its floor in a layout. */
  readonly owner: number;
  readonly roomType: RoomType;
  readonly areaDm2: number;
}

/** The largest house that the grammar has a programme for. */
export const maxRooms = 10;

interface Sleeping {
  readonly bedrooms: number;
  readonly bathrooms: number;
  readonly hallways: number;
}

const sleeping = (bedrooms: number, bathrooms: number, hallways: number): Sleeping => ({ bedrooms, bathrooms, hallways });

/** What a house of so many rooms has beside its kitchen and living room, with weights. */
const programmes: Readonly<Record<number, readonly (readonly [weight: number, rooms: Sleeping])[]>> = {
  2: [[1, sleeping(0, 0, 0)]],
  3: [
    [3, sleeping(1, 0, 0)],
    [2, sleeping(0, 1, 0)],
  ],
  4: [
    [5, sleeping(1, 1, 0)],
    [1, sleeping(2, 0, 0)],
  ],
  5: [
    [3, sleeping(1, 1, 1)],
    [2, sleeping(2, 1, 0)],
  ],
  6: [[1, sleeping(2, 1, 1)]],
  7: [
    [3, sleeping(2, 2, 1)],
    [2, sleeping(3, 1, 1)],
  ],
  8: [
    [4, sleeping(3, 2, 1)],
    [1, sleeping(4, 1, 1)],
  ],
  9: [
    [2, sleeping(4, 2, 1)],
    [1, sleeping(3, 3, 1)],
  ],
  10: [
    [2, sleeping(4, 3, 1)],
    [1, sleeping(5, 2, 1)],
  ],
};

/** Ranges in whole square metres that wishes are drawn from; the first room of a type is the larger one. */
const wishedM2: Readonly<Record<RoomType, readonly [first: readonly [number, number], others: readonly [number, number]]>> = {
  LivingRoom: [
    [17, 27],
    [17, 27],
  ],
  Kitchen: [
    [9, 14],
    [9, 14],
  ],
  Bedroom: [
    [11, 17],
    [10, 13],
  ],
  Bathroom: [
    [5, 7],
    [4, 6],
  ],
  Hallway: [
    [5, 8],
    [5, 8],
  ],
};

/** Rooms of a house of `roomCount` rooms (1 to {@link maxRooms}): a studio, or kitchen and living room and what else such a house has. */
export function wishRooms(roomCount: number, pick: RandomIndex): RoomWish[] {
  if (roomCount === 1) return [{ owner: 0, roomType: 'LivingRoom', areaDm2: 10 * pickBetween(pick, 200, 340) }];
  const { bedrooms, bathrooms, hallways } = pickWeighted(pick, programmes[roomCount] ?? []);
  const types: RoomType[] = [
    'Kitchen',
    'LivingRoom',
    ...Array<RoomType>(bedrooms).fill('Bedroom'),
    ...Array<RoomType>(bathrooms).fill('Bathroom'),
    ...Array<RoomType>(hallways).fill('Hallway'),
  ];
  return types.map((roomType, owner) => {
    const [low, high] = wishedM2[roomType][types.indexOf(roomType) === owner ? 0 : 1];
    return { owner, roomType, areaDm2: pickBetween(pick, 10 * low, 10 * high) * 10 };
  });
}
