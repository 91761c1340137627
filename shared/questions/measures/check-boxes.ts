import type { SceneObject } from '../../model/scene.ts';
import type { Convention } from '../convention.ts';
import type { Refusal, TrajectoryView } from '../question-type.ts';
import { refuse } from '../roles/resolve-roles.ts';

const sideNames = ['first', 'second', 'third'] as const;
const worldNames = ['x', 'y', 'z'] as const;

/**
 * What is wrong with an object's boxes, as the rest of a sentence that begins with its name ("has a size of 0 m along its first side");
 * null where both can be measured.
 */
export function findBadBox(object: SceneObject): string | null {
  const { centerM, sizeM, axes } = object.orientedBox;
  const { minM, maxM } = object.axisBox;
  for (const k of [0, 1, 2] as const) {
    if (!Number.isFinite(centerM[k])) return `has no ${worldNames[k]} coordinate: its box centre says ${centerM[k]}`;
    if (!(sizeM[k] > 0 && sizeM[k] < Number.POSITIVE_INFINITY)) return `has a size of ${sizeM[k]} m along its ${sideNames[k]} side`;
    const [x, y, z] = axes[k];
    // Written so that NaN fails too.
    if (!(Math.abs(x * x + y * y + z * z - 1) < 1e-3)) return `has a box whose ${sideNames[k]} side has no proper direction`;
    if (!(maxM[k] > minM[k] && maxM[k] - minM[k] < Number.POSITIVE_INFINITY)) {
      return `has a world-aligned box from ${minM[k]} to ${maxM[k]} m along ${worldNames[k]}`;
    }
  }
  return null;
}

/** Refuses `bad-geometry` for the first of the objects whose boxes cannot be measured; null where all can. */
export function refuseBadBoxes(view: TrajectoryView, objectIndices: readonly number[], convention: Convention): Refusal | null {
  for (const index of objectIndices) {
    const object = view.scene.objects[index];
    const problem = object === undefined ? 'is not in the scene' : findBadBox(object);
    if (problem === null) continue;
    const message = `${object?.objectType ?? 'An object'} (${object?.id ?? index}) ${problem}, so nothing can be measured. Correct it in the scene's metadata.`;
    return refuse(convention, 'bad-geometry', message);
  }
  return null;
}
