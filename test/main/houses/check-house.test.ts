import { describe, expect, it } from 'vitest';
import { checkHouse } from '../../../main/houses/check-house.ts';
import type { HousePlan, PlacedObject, PlannedHouse, PlannedOpening, PlannedRoom } from '../../../main/houses/house-plan.ts';
import { makeHousePlan } from '../../../main/houses/plan/make-house-plan.ts';

const materials = { floorMaterial: 'WoodGrains', wallMaterial: 'PureWhite' };

/** Two rooms of 4 x 4 m side by side, with a doorframe between them at x = 4, z = 1.5 to 2.5 and a window in the first room's wall at z = 0. */
function twoRooms(): HousePlan {
  const room = (n: number, x: number): PlannedRoom => ({
    id: `room|${n}`,
    roomType: n === 2 ? 'LivingRoom' : 'Kitchen',
    outlineM: [
      [x, 0],
      [x + 4, 0],
      [x + 4, 4],
      [x, 4],
    ],
    ...materials,
  });
  const frame: PlannedOpening = {
    id: 'door|2|3',
    kind: 'door',
    assetId: 'Doorframe_100',
    startM: [4, 1.5],
    endM: [4, 2.5],
    bottomM: 0,
    topM: 2.1,
    roomIds: ['room|3', 'room|2'],
    openness: 1,
  };
  const window: PlannedOpening = {
    id: 'window|2|0',
    kind: 'window',
    assetId: 'Window_120x120',
    startM: [2.6, 0],
    endM: [1.4, 0],
    bottomM: 0.9,
    topM: 2.1,
    roomIds: ['room|2'],
    openness: 0,
  };
  return { rooms: [room(2, 0), room(3, 4)], openings: [frame, window], ceilingHeightM: 2.6 };
}

function anObject(
  id: string,
  positionM: PlacedObject['positionM'],
  sizeM: PlacedObject['sizeM'],
  more: Partial<PlacedObject> = {},
): PlacedObject {
  const objectType = id.split('|')[0] ?? id;
  return { id, assetId: `${objectType}_${id}`, objectType, positionM, sizeM, yawDeg: 0, roomId: 'room|2', parentId: null, ...more };
}

const aTable = anObject('Table|2|0', [1, 0.4, 3], [1, 0.8, 1]);

function aHouse(objects: readonly PlacedObject[] = [], change: (plan: HousePlan) => HousePlan = (plan) => plan): PlannedHouse {
  return { settings: { seed: 0, rooms: [2, 2], objects: [0, 9] }, plan: change(twoRooms()), objects, rejections: {} };
}

/** Kinds of what is wrong, with the first item of each. */
function found(house: PlannedHouse): string[] {
  return checkHouse(house).map(({ kind, items }) => [kind, ...items].join(' '));
}

describe('checkHouse', () => {
  it('finds nothing wrong with 300 seeded plans', { timeout: 60_000 }, () => {
    const broken = Array.from({ length: 300 }, (_, seed) => {
      const settings = { seed, rooms: [3, 8], objects: [0, 0] } as const;
      return checkHouse({ settings, plan: makeHousePlan(settings).plan, objects: [], rejections: {} });
    }).flat();
    expect(broken).toEqual([]);
  });

  it('finds nothing wrong with a furnished house', () => {
    const objects = [
      aTable,
      anObject('Bowl|2|0|0', [1, 0.85, 3], [0.2, 0.1, 0.2], { parentId: aTable.id }),
      anObject('Painting|2|1', [0.02, 1.5, 2], [0.6, 0.5, 0.03], { yawDeg: 90 }),
      anObject('Rug|2|2', [1.2, 0.005, 2.8], [2, 0.01, 1.5]),
      anObject('Stool|2|3', [2, 0.25, 0.3], [0.4, 0.5, 0.4], { yawDeg: 45 }),
      anObject('Curtains|2|4', [2, 1.5, 0.03], [1.4, 1.3, 0.06]),
    ];
    expect(found(aHouse(objects))).toEqual([]);
  });
});

describe('checkHouse on the plan', () => {
  const withRoom =
    (n: number, outlineM: PlannedRoom['outlineM']) =>
    (plan: HousePlan): HousePlan => ({
      ...plan,
      openings: [],
      rooms: plan.rooms.map((room) => (room.id === `room|${n}` ? { ...room, outlineM } : room)),
    });
  const withOpening =
    (id: string, change: Partial<PlannedOpening>) =>
    (plan: HousePlan): HousePlan => ({
      ...plan,
      openings: plan.openings.map((opening) => (opening.id === id ? { ...opening, ...change } : opening)),
    });

  it.each([
    [
      'rooms that overlap',
      withRoom(3, [
        [3.9, 0],
        [8, 0],
        [8, 4],
        [3.9, 4],
      ]),
      'rooms-overlap room|2 room|3',
    ],
    [
      'a slit between rooms',
      withRoom(3, [
        [4.02, 0],
        [8, 0],
        [8, 4],
        [4.02, 4],
      ]),
      'rooms-gap',
    ],
    [
      'a slanting wall',
      withRoom(3, [
        [4, 0],
        [8, 0.5],
        [8, 4],
        [4, 4],
      ]),
      'room-outline room|3',
    ],
    ['a shut door', withOpening('door|2|3', { assetId: 'Doorway_Oak_100', kind: 'window' }), 'room-unreachable room|2'],
    ['a door off its wall', withOpening('door|2|3', { startM: [3.8, 1.5], endM: [3.8, 2.5] }), 'opening-place door|2|3'],
    ['a window in a corner', withOpening('window|2|0', { startM: [1.25, 0], endM: [0.05, 0] }), 'opening-place window|2|0 room|2'],
    ['a window in an inner wall', withOpening('window|2|0', { startM: [4, 0.2], endM: [4, 1.3] }), 'opening-place window|2|0'],
    ['a window that names the wrong room', withOpening('window|2|0', { roomIds: ['room|3'] }), 'opening-place window|2|0'],
    ['a hole above the ceiling', withOpening('window|2|0', { topM: 2.7 }), 'opening-place window|2|0 room|2'],
    [
      'two holes in one place',
      (plan: HousePlan): HousePlan => ({
        ...plan,
        openings: [...plan.openings, { ...(plan.openings[1] as PlannedOpening), id: 'window|2|1' }],
      }),
      'openings-collide window|2|0 window|2|1',
    ],
    [
      'a wrong number of rooms',
      (plan: HousePlan): HousePlan => ({ ...plan, rooms: plan.rooms.slice(0, 1), openings: plan.openings.slice(1) }),
      'count',
    ],
  ])('finds %s', (_, change, problem) => {
    expect(found(aHouse([], change as (plan: HousePlan) => HousePlan))).toContain(problem);
  });

  it('finds a courtyard that no room covers, but not one that is open to a side', () => {
    const ring = (x0: number, z0: number, x1: number, z1: number, n: number): PlannedRoom => ({
      id: `room|${n}`,
      roomType: 'Bedroom',
      outlineM: [
        [x0, z0],
        [x1, z0],
        [x1, z1],
        [x0, z1],
      ],
      ...materials,
    });
    const sides = [ring(0, 0, 9, 3, 2), ring(0, 3, 3, 6, 3), ring(6, 3, 9, 6, 4)];
    const gapsOf = (rooms: PlannedRoom[]): string[] =>
      found(aHouse([], (plan) => ({ ...plan, rooms, openings: [] }))).filter((kind) => kind === 'rooms-gap');
    expect(gapsOf([...sides, ring(0, 6, 9, 9, 5)])).toEqual(['rooms-gap']);
    expect(gapsOf(sides)).toEqual([]);
  });
});

describe('checkHouse on objects', () => {
  it.each([
    ['an object of an unknown room', [anObject('Sofa|9|0', [2, 0.4, 3], [1, 0.8, 1], { roomId: 'room|9' })], 'object-room Sofa|9|0'],
    ['an object through a wall', [anObject('Sofa|2|0', [0.48, 0.4, 3], [1, 0.8, 1])], 'object-outside Sofa|2|0 room|2'],
    [
      'an object whose corner is turned through a wall',
      [anObject('Sofa|2|0', [0.6, 0.4, 3], [1, 0.8, 1], { yawDeg: 45 })],
      'object-outside Sofa|2|0 room|2',
    ],
    ['an object in the floor', [anObject('Sofa|2|0', [2, 0.3, 3], [1, 0.8, 1])], 'object-outside Sofa|2|0 room|2'],
    ['two objects in one place', [aTable, anObject('Sofa|2|1', [1.9, 0.4, 3], [1, 0.8, 1])], 'objects-overlap Table|2|0 Sofa|2|1'],
    [
      'two turned objects in one place',
      [aTable, anObject('Sofa|2|1', [2.1, 0.4, 3], [1, 0.8, 1], { yawDeg: 45 })],
      'objects-overlap Table|2|0 Sofa|2|1',
    ],
    ['a picture that hangs in the air', [anObject('Painting|2|0', [1, 1.5, 2], [0.6, 0.5, 0.03])], 'wall-object-loose Painting|2|0'],
    [
      'a bowl beside its table',
      [aTable, anObject('Bowl|2|1', [1.5, 0.85, 3], [0.2, 0.1, 0.2], { parentId: aTable.id })],
      'child-off-parent Bowl|2|1 Table|2|0',
    ],
    [
      'a bowl above its table',
      [aTable, anObject('Bowl|2|1', [1, 0.95, 3], [0.2, 0.1, 0.2], { parentId: aTable.id })],
      'child-off-parent Bowl|2|1 Table|2|0',
    ],
    [
      'a bowl on nothing',
      [anObject('Bowl|2|1', [1, 0.85, 3], [0.2, 0.1, 0.2], { parentId: aTable.id })],
      'child-off-parent Bowl|2|1 Table|2|0',
    ],
    ['a chair in a door', [anObject('Chair|2|0', [3.5, 0.4, 2.5], [0.5, 0.8, 0.5])], 'door-blocked Chair|2|0 door|2|3'],
    ['a wardrobe before a window', [anObject('Wardrobe|2|0', [2, 1, 0.3], [1, 2, 0.6])], 'window-blocked Wardrobe|2|0 window|2|0'],
    [
      'too many objects',
      Array.from({ length: 10 }, (_, k) => anObject(`Pen|2|${k}`, [0.5 + 0.3 * k, 0.01, 3.5], [0.02, 0.02, 0.15])),
      'count',
    ],
  ])('finds %s', (_, objects, problem) => {
    expect(found(aHouse(objects))).toEqual([problem]);
  });

  it('finds furniture that bars the way without standing in the door', () => {
    const shelves = [
      anObject('Shelf|3|0', [4.75, 1, 0.86], [0.2, 2, 1.7], { roomId: 'room|3' }),
      anObject('Shelf|3|1', [4.75, 1, 2.86], [0.2, 2, 2.26], { roomId: 'room|3' }),
    ];
    expect(found(aHouse(shelves))).toEqual(['room-unreachable room|3']);
  });

  it('lets a stool through that stays below a sill, and what touches', () => {
    const beside = anObject('Sofa|2|1', [2, 0.4, 3], [1, 0.8, 1]);
    expect(found(aHouse([aTable, beside, anObject('Desk|2|2', [2, 0.45, 0.3], [1.2, 0.9, 0.6])]))).toEqual([]);
  });
});
