import { bearingDeg, type PlanPoint, planFromWorld } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { agentPivotHeightM } from './agent.ts';
import type { FreeSpace } from './free-space.ts';
import type { ViewPredictor } from './predict-view.ts';
import { usefulFraction, worthOfView } from './seen-so-far.ts';

/** Farther away nothing but the largest furniture fills enough of a frame, and that was seen on the way. */
const farthestM = 3.5;
/** Every second cell each way is enough. */
const cellStride = 2;
/** Viewpoints kept per object: among the good ones the nearest at the time is taken. */
const mostPerObject = 12;
/** Views this much worse than an object's best are no good. */
const goodShare = 0.7;

/** A place to look at an object from. */
export interface Viewpoint {
  readonly cell: number;
  readonly placeM: PlanPoint;
  readonly towardM: PlanPoint;
  readonly target: number;
  /** Predicted share of the frame by object index, for the wanted objects that it shows. */
  readonly shows: ReadonlyMap<number, number>;
}

/** Where wanted objects could be seen well from. */
export interface ViewpointSearch {
  readonly scene: Scene;
  readonly space: FreeSpace;
  readonly predictor: ViewPredictor;
  /** Reachable cells to look from. */
  readonly cells: readonly number[];
  /** Object indices. */
  readonly wanted: readonly number[];
  /** The best share so far by object index. */
  readonly peakOf: (objectIndex: number) => number;
}

/** Good viewpoints for every wanted object; none for what no view improves on. */
export function findViewpoints(search: ViewpointSearch): Viewpoint[] {
  const { columns } = search.space;
  const cells = search.cells.filter((cell) => (cell % columns) % cellStride === 0 && Math.floor(cell / columns) % cellStride === 0);
  return search.wanted.flatMap((target) => viewpointsOf(target, cells, search));
}

function viewpointsOf(target: number, cells: readonly number[], search: ViewpointSearch): Viewpoint[] {
  const { scene, space, predictor, peakOf } = search;
  const towardM = planFromWorld(scene.objects[target]?.orientedBox.centerM ?? [0, 0, 0]);
  const peak = peakOf(target);
  const views = cells.flatMap((cell) => {
    const placeM = space.centerOf(cell);
    if (Math.hypot(towardM[0] - placeM[0], towardM[1] - placeM[1]) > farthestM) return [];
    const fraction = predictor.look(poseToward(placeM, towardM))(target, usefulFraction(peak));
    const worth = worthOfView(fraction, peak);
    return worth > 0 ? [{ cell, placeM, worth }] : [];
  });
  const best = views.reduce((most, { worth }) => Math.max(most, worth), 0);
  return thinOut(views.filter(({ worth }) => worth >= goodShare * best)).map(({ cell, placeM }) => {
    const look = predictor.look(poseToward(placeM, towardM));
    const shows = search.wanted
      .map((object) => [object, look(object, usefulFraction(peakOf(object)))] as const)
      .filter(([, fraction]) => fraction > 0);
    return { cell, placeM, towardM, target, shows: new Map(shows) };
  });
}

function thinOut<T>(views: readonly T[]): T[] {
  const every = Math.max(1, views.length / mostPerObject);
  return Array.from({ length: Math.min(views.length, mostPerObject) }, (_, i) => views[Math.floor(i * every)] as T);
}

function poseToward(placeM: PlanPoint, towardM: PlanPoint) {
  return { positionM: [placeM[0], agentPivotHeightM, placeM[1]] as const, yawDeg: bearingDeg(placeM, towardM) };
}
