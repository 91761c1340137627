import { type OrientedBox, orientedFromAxisBox } from '../../geometry/box.ts';
import { type ClosestPoints, closestPointsBetweenAxisBoxes, closestPointsBetweenBoxes } from '../../geometry/box-distance.ts';
import { type PlanPoint, planFromWorld } from '../../geometry/vector.ts';
import type { SceneObject } from '../../model/scene.ts';
import type { Convention } from '../convention.ts';
import { closestPointsBetweenHalfShells } from './half-shells.ts';
import { roundHalfEven } from './rounding.ts';

/**
 * Closest points of two objects in 3-D as the convention measures: between the boxes that it counts, 0 where those touch or overlap; or
 * between VSI-Bench's half-shells, which never reach 0. Both objects need boxes that `findBadBox` has nothing against.
 */
export function measureGap(a: SceneObject, b: SceneObject, convention: Convention): ClosestPoints {
  if (convention.distance.measure === 'half-shells') return closestPointsBetweenHalfShells(boxOf(a, convention), boxOf(b, convention));
  return convention.boxes === 'axis-aligned'
    ? closestPointsBetweenAxisBoxes(a.axisBox, b.axisBox)
    : closestPointsBetweenBoxes(a.orientedBox, b.orientedBox);
}

/** The box of an object that the convention counts, as an oriented one. */
export function boxOf(object: SceneObject, convention: Convention): OrientedBox {
  return convention.boxes === 'axis-aligned' ? orientedFromAxisBox(object.axisBox) : object.orientedBox;
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
