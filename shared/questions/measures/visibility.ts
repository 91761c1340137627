import type { Scene } from '../../model/scene.ts';
import { salienceThreshold } from '../../model/trajectory.ts';
import type { Convention } from '../convention.ts';
import type { Mark, TrajectoryView } from '../question-type.ts';
import { synonymsOf } from '../roles/synonyms.ts';
import { indexView } from '../roles/view-index.ts';
import { cleanTypeName } from '../wording/clean-type-name.ts';

/** The salience threshold in % of a frame: what an instance that is never visible lacks. */
export const thresholdPercent = salienceThreshold * 100;

const indicesByName = new WeakMap<Scene, ReadonlyMap<string, readonly number[]>>();

/** Every instance of a scene that a name can mean, seen or not, scene order; synonyms too where the convention merges them. */
export function instancesCalled(scene: Scene, name: string, convention: Convention): readonly number[] {
  let byName = indicesByName.get(scene);
  if (byName === undefined) {
    byName = Map.groupBy(scene.objects.keys(), (index) => cleanTypeName(scene.objects[index]?.objectType ?? ''));
    indicesByName.set(scene, byName);
  }
  if (!convention.areSynonymsMerged) return byName.get(name) ?? [];
  const names = synonymsOf(name);
  return names.flatMap((each) => byName.get(each) ?? []).sort((a, b) => a - b);
}

/** Largest share of a frame that an instance ever fills, 0 to 1; 0 where it is never visible. */
export function peakFraction(view: TrajectoryView, objectIndex: number, convention: Convention): number {
  return indexView(view, convention).sightings.get(objectIndex)?.peakFraction ?? 0;
}

/** How far a largest share of a frame is from the salience threshold, in percentage points of the frame. */
export function percentFromThreshold(fraction: number): number {
  return Math.abs(fraction * 100 - thresholdPercent);
}

/** 0 on the threshold, 1 from a whole threshold away on: invisible, or twice as large as needed. */
export function visibilityScore(marginPercent: number): number {
  return Math.min(1, marginPercent / thresholdPercent);
}

/** One mark per instance, the counted ones first; an object without a position gets none. */
export function instanceMarks(view: TrajectoryView, counted: readonly number[], others: readonly number[], label: string): Mark[] {
  return [...counted, ...others].flatMap((objectIndex, i): Mark[] => {
    const positionM = view.scene.objects[objectIndex]?.orientedBox.centerM;
    if (positionM === undefined || !positionM.every(Number.isFinite)) return [];
    return [{ kind: 'instance', order: i + 1, objectIndex, positionM, isCounted: i < counted.length, label }];
  });
}
