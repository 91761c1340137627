import type { RoomType } from '../house-plan.ts';

/** What a room may measure. Lengths in decimetres, because plans are drawn on a grid of 0.1 m; areas in square metres. */
export interface RoomLimits {
  readonly areaM2: readonly [min: number, max: number];
  /** Both sides of the room's largest rectangle. */
  readonly minWidthDm: number;
  /** No part of the room, like the arm of an L, is narrower. */
  readonly minArmDm: number;
  /** Long side to short side of the room's largest rectangle. */
  readonly maxAspect: number;
}

/** Bounds of believable rooms, after common building practice. */
export const roomLimits: Readonly<Record<RoomType, RoomLimits>> = {
  Kitchen: { areaM2: [8, 16], minWidthDm: 24, minArmDm: 18, maxAspect: 2.1 },
  LivingRoom: { areaM2: [15, 30], minWidthDm: 30, minArmDm: 22, maxAspect: 2.1 },
  Bedroom: { areaM2: [9, 18], minWidthDm: 25, minArmDm: 13, maxAspect: 1.9 },
  Bathroom: { areaM2: [4, 8], minWidthDm: 16, minArmDm: 16, maxAspect: 2.3 },
  Hallway: { areaM2: [4, 10], minWidthDm: 11, minArmDm: 11, maxAspect: 9 },
};

/** The one room of a studio, which is sleeping room and kitchen too. */
export const studioLimits: RoomLimits = { areaM2: [18, 36], minWidthDm: 34, minArmDm: 22, maxAspect: 2 };

/** So many rooms along a corridor make it longer. */
const longHallLimits: RoomLimits = { ...roomLimits.Hallway, areaM2: [4, 13] };

/** Limits of a room of this type in a house of `roomCount` rooms. */
export function limitsOf(roomType: RoomType, roomCount: number): RoomLimits {
  if (roomType === 'Hallway' && roomCount > 8) return longHallLimits;
  return roomCount === 1 ? studioLimits : roomLimits[roomType];
}
