import type { Scene, SceneObject } from '../../model/scene.ts';
import type { Convention } from '../convention.ts';
import type { Mark } from '../question-type.ts';
import { measureGap } from './measure.ts';
import { areInDifferentRooms } from './same-room.ts';

/** A measured line between two objects; see {@link Mark}. */
export type Segment = Extract<Mark, { kind: 'segment' }>;

/** One segment per pair of instances, in the order of the indices; none is decisive. */
export function measurePairs(scene: Scene, from: readonly number[], to: readonly number[], convention: Convention): Segment[] {
  return from.flatMap((i) =>
    to.map((j): Segment => {
      const gap = measureGap(scene.objects[i] as SceneObject, scene.objects[j] as SceneObject, convention);
      return { kind: 'segment', fromM: gap.onA, toM: gap.onB, lengthM: gap.distanceM, isDecisive: false, objectIndices: [i, j] };
    }),
  );
}

/** The shortest segment, the first of equals; null of none. */
export function shortestOf(segments: readonly Segment[]): Segment | null {
  return segments.reduce<Segment | null>((best, each) => (best === null || each.lengthM < best.lengthM ? each : best), null);
}

/** The shortest segment between two groups of instances; null where one is empty. */
export function measureNearest(scene: Scene, from: readonly number[], to: readonly number[], convention: Convention): Segment | null {
  if (from.length * to.length < 2 || convention.distance.measure === 'closest-points') {
    return shortestOf(measurePairs(scene, from, to, convention));
  }
  // Half-shells are slow to measure and never nearer than their boxes: most pairs are out of the race at once.
  const exactly: Convention = { ...convention, distance: { ...convention.distance, measure: 'closest-points' } };
  const exact = measurePairs(scene, from, to, exactly).sort((a, b) => a.lengthM - b.lengthM);
  let nearest: Segment | null = null;
  for (const { lengthM, objectIndices } of exact) {
    if (nearest !== null && lengthM >= nearest.lengthM) break;
    const [i, j] = objectIndices;
    nearest = shortestOf([...(nearest === null ? [] : [nearest]), ...measurePairs(scene, [i], [j], convention)]);
  }
  return nearest;
}

/** The segments with only `decisive`, which is one of them, flagged. */
export function withDecisive(segments: readonly Segment[], decisive: Segment): Segment[] {
  return segments.map((each) => (each === decisive ? { ...each, isDecisive: true } : each));
}

/** True where the convention compares within rooms only and the segment joins two rooms. */
export function isThroughWall(scene: Scene, { objectIndices: [from, to] }: Segment, convention: Convention): boolean {
  return convention.isSameRoomRequired && areInDifferentRooms(scene, scene.objects[from] as SceneObject, scene.objects[to] as SceneObject);
}

/** True where the convention would let at least one pair of these instances be measured; see {@link isThroughWall}. */
export function canBeCompared(scene: Scene, from: readonly number[], to: readonly number[], convention: Convention): boolean {
  if (!convention.isSameRoomRequired) return true;
  return from.some((i) => to.some((j) => !areInDifferentRooms(scene, scene.objects[i] as SceneObject, scene.objects[j] as SceneObject)));
}
