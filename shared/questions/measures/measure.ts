import { type ClosestPoints, closestPointsBetweenAxisBoxes, closestPointsBetweenBoxes } from '../../geometry/box-distance.ts';
import { type PlanPoint, planFromWorld } from '../../geometry/vector.ts';
import type { SceneObject } from '../../model/scene.ts';
import type { Convention } from '../convention.ts';

/** Closest points of two objects in 3-D, between the boxes that the convention counts; 0 where those touch or overlap. */
export function measureGap(a: SceneObject, b: SceneObject, convention: Convention): ClosestPoints {
  return convention.boxes === 'axis-aligned'
    ? closestPointsBetweenAxisBoxes(a.axisBox, b.axisBox)
    : closestPointsBetweenBoxes(a.orientedBox, b.orientedBox);
}

/** Where an object is in the plan: the centre of its box, which both kinds of box share. */
export function planCenter(object: SceneObject): PlanPoint {
  return planFromWorld(object.orientedBox.centerM);
}

/** A distance rounded to 0.1 m as the convention says, as text with one decimal ("2.0"). */
export function distanceText(distanceM: number, convention: Convention): string {
  const tenths = distanceM * 10;
  const rounded = convention.distance.rounding === 'half-even' ? roundHalfEven(tenths) : Math.floor(tenths + 0.5);
  return (rounded / 10).toFixed(1);
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}
