import { polygonCentroid } from '../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../shared/geometry/vector.ts';
import { freeSpaceFromScene } from '../generate/walkthrough/free-space.ts';
import type { PlannedHouse } from './house-plan.ts';
import { sceneFromPlanned } from './planned-scene.ts';

/** ProcTHOR's agents start on a grid of this size. */
const gridM = 0.25;

/** Where an agent has the most room around it (up to a metre), the first such place by z, then x; the middle of a room where it has none. */
export function startOfPlannedHouse(house: PlannedHouse): { readonly placeM: PlanPoint; readonly yawDeg: number } {
  const free = freeSpaceFromScene(sceneFromPlanned(house).scene, gridM);
  let best = -1;
  for (let cell = 0; cell < free.clearanceM.length; cell++) {
    if ((free.clearanceM[cell] as number) > (free.clearanceM[best] ?? 0)) best = cell;
  }
  return { placeM: best < 0 ? polygonCentroid(house.plan.rooms[0]?.outlineM ?? []) : free.centerOf(best), yawDeg: 0 };
}
