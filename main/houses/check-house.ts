import { checkObjects } from './check/check-objects.ts';
import { checkOpenings } from './check/check-openings.ts';
import { checkReach } from './check/check-reach.ts';
import { checkTiling } from './check/check-tiling.ts';
import type { HouseProblem } from './check/house-problem.ts';
import type { HouseSettings, PlannedHouse } from './house-plan.ts';
import { sceneFromPlanned } from './planned-scene.ts';

/**
 * Everything that is wrong with a planned house; an empty list is a valid one. Rooms cover the plan once, holes are in walls, every room can
 * be walked to, things stand in their rooms and on their parents and not in each other, doors and windows are free, and there are as many
 * rooms and objects as asked for. A plan whose rooms or holes are wrong is looked at no further.
 */
export function checkHouse(house: PlannedHouse): HouseProblem[] {
  const structural = [...checkTiling(house.plan.rooms), ...checkOpenings(house.plan)];
  if (structural.length > 0) return [...checkCounts(house), ...structural];
  return [...checkCounts(house), ...checkReach(sceneFromPlanned(house).scene), ...checkObjects(house)];
}

function checkCounts({ settings, plan, objects }: PlannedHouse): HouseProblem[] {
  const counted: [keyof HouseSettings & ('rooms' | 'objects'), number][] = [
    ['rooms', plan.rooms.length],
    ['objects', objects.length],
  ];
  return counted.flatMap(([what, count]) => {
    const [least, most] = settings[what];
    if (count >= least && count <= most) return [];
    return [{ kind: 'count', items: [], message: `The house has ${count} ${what}; ${least} to ${most} were asked for.` }];
  });
}
