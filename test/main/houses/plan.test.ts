import { describe, expect, it } from 'vitest';
import type { HousePlan, PlannedRoom, RoomType } from '../../../main/houses/house-plan.ts';
import { areasOverlap, keepFreeAreas } from '../../../main/houses/plan/keep-free.ts';
import { makeHousePlan } from '../../../main/houses/plan/make-house-plan.ts';
import { limitsOf } from '../../../main/houses/plan/room-limits.ts';
import { maxRooms } from '../../../main/houses/plan/room-program.ts';
import { wallFaces } from '../../../main/houses/wall-faces.ts';
import { AppError } from '../../../shared/errors.ts';
import { polygonAreaM2, signedPolygonAreaM2 } from '../../../shared/geometry/polygon.ts';

const plans = Array.from({ length: 300 }, (_, seed) => makeHousePlan({ seed, rooms: [1, maxRooms] }).plan);

/** The seeds whose plan breaks a rule. */
function seedsWhere(isBroken: (plan: HousePlan) => boolean): number[] {
  return plans.flatMap((plan, seed) => (isBroken(plan) ? [seed] : []));
}

function typesOf(plan: HousePlan, roomIds: readonly string[]): RoomType[] {
  return roomIds.map((id) => (plan.rooms.find((room) => room.id === id) as PlannedRoom).roomType);
}

describe('makeHousePlan over 300 seeds', () => {
  it('gives as many rooms as asked for, and every number in the range', () => {
    expect(new Set(plans.map(({ rooms }) => rooms.length))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  });

  it('gives the same plan for the same seed, and another for another', () => {
    expect(makeHousePlan({ seed: 7, rooms: [1, maxRooms] }).plan).toEqual(plans[7]);
    expect(new Set(plans.map((plan) => JSON.stringify(plan.rooms.map(({ outlineM }) => outlineM)))).size).toBe(plans.length);
  });

  it('has a kitchen and a living room from two rooms on, a hallway from six, and more bedrooms than bathrooms or as many', () => {
    const broken = seedsWhere(({ rooms }) => {
      const count = (type: RoomType): number => rooms.filter(({ roomType }) => roomType === type).length;
      const isLivedIn = count('LivingRoom') === 1 && count('Kitchen') === (rooms.length > 1 ? 1 : 0);
      const isProportionate = rooms.length < 4 || (count('Bedroom') >= Math.max(1, count('Bathroom')) && count('Bathroom') <= 3);
      return !isLivedIn || !isProportionate || (rooms.length > 5 && count('Hallway') !== 1);
    });
    expect(broken).toEqual([]);
  });

  it('keeps every room within the area of its type, on a grid of 0.1 m, counter-clockwise', () => {
    const broken = seedsWhere(({ rooms }) =>
      rooms.some(({ roomType, outlineM }) => {
        const [least, most] = limitsOf(roomType, rooms.length).areaM2;
        const isOnGrid = outlineM.flat().every((value) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-9);
        return (
          polygonAreaM2(outlineM) < least - 1e-9 || polygonAreaM2(outlineM) > most + 1e-9 || !isOnGrid || signedPolygonAreaM2(outlineM) < 0
        );
      }),
    );
    expect(broken).toEqual([]);
  });

  it('starts at the origin', () => {
    const least = (plan: HousePlan, k: 0 | 1): number =>
      Math.min(...plan.rooms.flatMap(({ outlineM }) => outlineM.map((point) => point[k])));
    expect(seedsWhere((plan) => least(plan, 0) !== 0 || least(plan, 1) !== 0)).toEqual([]);
  });

  it('draws rectangles, L-shapes and other outlines, and L-shaped rooms', () => {
    const cornersOf = (plan: HousePlan): number => {
      const outer = wallFaces(plan).filter(({ behindId }) => behindId === null);
      const isTurned = (face: (typeof outer)[number]): boolean => face.startM[0] === face.endM[0];
      return outer.filter((face) => {
        const next = outer.find(({ startM }) => startM.join() === face.endM.join());
        return next !== undefined && isTurned(next) !== isTurned(face);
      }).length;
    };
    const counts = plans.map(cornersOf);
    expect(counts.filter((count) => count === 4).length).toBeGreaterThan(30);
    expect(counts.filter((count) => count === 6).length).toBeGreaterThan(30);
    expect(counts.filter((count) => count > 6).length).toBeGreaterThan(30);
    expect(plans.filter(({ rooms }) => rooms.some(({ outlineM }) => outlineM.length > 4)).length).toBeGreaterThan(100);
  });

  it('leads to bathrooms neither through the kitchen nor through another bathroom', () => {
    const broken = seedsWhere((plan) =>
      plan.openings.some(({ roomIds }) => {
        const types = typesOf(plan, roomIds).sort().join();
        return types === 'Bathroom,Kitchen' || types === 'Bathroom,Bathroom';
      }),
    );
    expect(broken).toEqual([]);
  });

  it('has one shut door to the outside; all others are open', () => {
    const broken = seedsWhere(({ openings }) => {
      const doors = openings.filter(({ kind }) => kind === 'door');
      const outer = doors.filter(({ roomIds }) => roomIds.length === 1);
      return (
        outer.length !== 1 || outer[0]?.openness !== 0 || doors.some(({ roomIds, openness }) => roomIds.length === 2 && openness !== 1)
      );
    });
    expect(broken).toEqual([]);
  });

  it('gives every room to live in a window', () => {
    const broken = seedsWhere(({ rooms, openings }) =>
      rooms.some(
        ({ id, roomType }) =>
          !['Bathroom', 'Hallway'].includes(roomType) && !openings.some(({ kind, roomIds }) => kind === 'window' && roomIds.includes(id)),
      ),
    );
    expect(broken).toEqual([]);
  });

  it('opens no leaf into another door or in front of a window', () => {
    const broken = seedsWhere((plan) => {
      const areas = keepFreeAreas(plan);
      const leaves = areas.filter(({ kind }) => kind === 'leaf');
      const others = areas.filter(({ kind }) => kind !== 'swing');
      return leaves.some((leaf) =>
        others.some((other) => other.openingId !== leaf.openingId && other.roomId === leaf.roomId && areasOverlap(leaf, other)),
      );
    });
    expect(broken).toEqual([]);
  });
});

describe('makeHousePlan', () => {
  it.each([
    [{ seed: 1, rooms: [50, 50] }, /50 rooms .*1 to 10/],
    [{ seed: 1, rooms: [3, 50] }, /3 to 50 rooms .*1 to 10/],
    [{ seed: 1, rooms: [0, 2] }, /0 to 2 rooms/],
    [{ seed: 1, rooms: [5, 4] }, /5 to 4 rooms/],
    [{ seed: 1.5, rooms: [3, 4] }, /seed .*1\.5/],
  ] as const)('refuses %o and says what fits', (settings, message) => {
    const make = (): unknown => makeHousePlan(settings);
    expect(make).toThrow(AppError);
    expect(make).toThrow(message);
  });
});
