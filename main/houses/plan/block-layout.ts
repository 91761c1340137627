import type { RandomIndex } from '../../../shared/questions/question-type.ts';
import { partition, type Share } from './partition.ts';
import type { Piece } from './pieces.ts';
import { pickBetween, pickChance } from './plan-random.ts';
import { limitsOf } from './room-limits.ts';
import type { RoomWish } from './room-program.ts';

/**
 * A layout without a hallway: one block divided among the rooms. In half of the draws places at the rim stay outside the
 * house, so that its outline is an L, a U or a Z. Null where the draw does not work out.
 */
export function drawBlockLayout(wishes: readonly RoomWish[], pick: RandomIndex): Piece[] | null {
  const shares = wishes.map(
    ({ owner, roomType, areaDm2 }): Share => ({ owner, areaDm2, minSideDm: limitsOf(roomType, wishes.length).minArmDm }),
  );
  const roomsDm2 = shares.reduce((sum, { areaDm2 }) => sum + areaDm2, 0);
  const outside = drawOutside(roomsDm2, wishes.length, pick);
  const totalDm2 = roomsDm2 + outside.reduce((sum, { areaDm2 }) => sum + areaDm2, 0);
  const width = Math.round(Math.sqrt((totalDm2 * pickBetween(pick, 100, 180)) / 100));
  const depth = Math.round(totalDm2 / width);
  const pieces = partition({ x0: 0, z0: 0, x1: width, z1: depth }, [...shares, ...outside], pick);
  return pieces?.filter(({ owner }) => owner >= 0) ?? null;
}

function drawOutside(roomsDm2: number, roomCount: number, pick: RandomIndex): Share[] {
  const count = pickChance(pick, 50) ? 0 : roomCount > 3 && pickChance(pick, 30) ? 2 : 1;
  return Array.from({ length: count }, () => ({
    owner: -1,
    areaDm2: Math.round((roomsDm2 * pickBetween(pick, 8, 18)) / 100),
    minSideDm: 14,
  }));
}
