import type { Scene } from '../../model/scene.ts';
import type { Convention } from '../convention.ts';
import { measureNearest, type Segment } from '../measures/measure-pairs.ts';

/** A choice as the question calls it, with the instances it is measured to. */
export interface Choice {
  readonly name: string;
  readonly objectIndices: readonly number[];
}

/** A choice with the line from the reference to its nearest instance. */
export interface MeasuredChoice extends Choice {
  readonly segment: Segment;
}

/** The two that decide. */
export interface Podium {
  readonly closest: MeasuredChoice;
  readonly second: MeasuredChoice;
  /** Metres by which the second is farther. */
  readonly leadM: number;
}

/** Each choice's nearest instance, seen from any of the reference's. Every choice needs one, the reference too. */
export function measureChoices(
  scene: Scene,
  reference: readonly number[],
  choices: readonly Choice[],
  convention: Convention,
): MeasuredChoice[] {
  return choices.map((choice) => ({
    ...choice,
    segment: measureNearest(scene, reference, choice.objectIndices, convention) as Segment,
  }));
}

/** The closest and the second of two choices or more; of equals the one named first. */
export function findPodium(choices: readonly MeasuredChoice[]): Podium {
  const [closest, second] = choices.toSorted((a, b) => a.segment.lengthM - b.segment.lengthM) as [MeasuredChoice, MeasuredChoice];
  return { closest, second, leadM: second.segment.lengthM - closest.segment.lengthM };
}

/** True where the second is far enough behind for the convention. */
export function isLeadEnough({ second, leadM }: Podium, { distance }: Convention): boolean {
  return leadM > distance.minLeadM && leadM > distance.minLeadShare * second.segment.lengthM;
}
