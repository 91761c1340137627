import { describe, expect, test } from 'vitest';
import { type Thing, thingRequests, thingsOf } from '../../renderer/studio/features/map/thing-labels.ts';
import type { Viewport } from '../../renderer/studio/features/map/viewport.ts';
import type { FloorPlan, PlanObject } from '../../shared/stage/floor-plan.ts';

const view = (turnDeg: number, pxPerM = 60): Viewport => ({ centerM: [0, 0], pxPerM, widthPx: 2000, heightPx: 2000, turnDeg });

/** Things of many sizes, each turned its own way, around the middle of the plan. */
function things(): Thing[] {
  const objects = Array.from({ length: 40 }, (_, index) => {
    const [half, depth, turn] = [0.2 + (index % 8) * 0.15, 0.2 + (index % 5) * 0.2, index * 0.37];
    const center = [(index % 7) - 3, Math.floor(index / 7) - 3] as const;
    const corner = (x: number, z: number) =>
      [center[0] + x * Math.cos(turn) - z * Math.sin(turn), center[1] + x * Math.sin(turn) + z * Math.cos(turn)] as const;
    return {
      id: `thing ${index}`,
      objectIndex: index,
      objectType: 'Dining Table',
      centerM: center,
      footprintM: [corner(-half, -depth), corner(half, -depth), corner(half, depth), corner(-half, depth)],
    } as unknown as PlanObject;
  });
  return thingsOf({ objects } as unknown as FloorPlan);
}

const keysAt = (turnDeg: number) => thingRequests(things(), view(turnDeg), new Set()).map(({ key }) => key);

describe('names of things on the map', () => {
  test('are the same, in the same order, whichever way the map is turned', () => {
    const first = keysAt(1);
    expect(first.length).toBeGreaterThan(5);
    for (let turnDeg = 2; turnDeg < 360; turnDeg += 7) expect(keysAt(turnDeg), `${turnDeg}°`).toEqual(first);
  });

  test('of a turned map are some of those of the map with north up, where each fits as it lies', () => {
    const straight = keysAt(0);
    const turned = keysAt(90);
    expect(straight.length).toBeGreaterThan(turned.length);
    expect(turned.filter((key) => !straight.includes(key))).toEqual([]);
  });

  test('know how narrow a thing is', () => {
    for (const { narrowM, objectIndex } of things()) {
      expect(narrowM).toBeCloseTo(2 * Math.min(0.2 + (objectIndex % 8) * 0.15, 0.2 + (objectIndex % 5) * 0.2), 6);
    }
  });
});
