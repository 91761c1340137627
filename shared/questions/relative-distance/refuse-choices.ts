import type { Scene } from '../../model/scene.ts';
import type { Convention } from '../convention.ts';
import { isThroughWall, measurePairs, shortestOf } from '../measures/measure-pairs.ts';
import type { Candidate, Refusal } from '../question-type.ts';
import { refuse } from '../roles/resolve-roles.ts';
import { findPodium, isLeadEnough, type MeasuredChoice, measureChoices, type Podium } from './rank-choices.ts';

/** What was asked and measured, and what goes with every refusal. */
export interface ChoiceContext {
  readonly scene: Scene;
  readonly convention: Convention;
  readonly reference: Candidate;
  /** In the order of the wording, as `choices`. */
  readonly candidates: readonly Candidate[];
  readonly choices: readonly MeasuredChoice[];
  readonly podium: Podium;
  readonly details: { readonly wouldBe: string; readonly marks: Refusal['marks'] };
}

/** The first reason why the convention gives no answer; null where it gives one. */
export function refuseChoices(context: ChoiceContext): Refusal | null {
  return refuseTouching(context) ?? refuseLead(context) ?? refuseGaps(context) ?? refuseRooms(context) ?? refuseDoubtful(context);
}

function refuseTouching({ convention, reference, podium: { closest }, details }: ChoiceContext): Refusal | null {
  const { lengthM } = closest.segment;
  if (lengthM > convention.distance.minClosestM) return null;
  const message = `“${closest.name}” is only ${metres(lengthM)} from “${reference.name}”; up to ${convention.distance.minClosestM} m it is not asked.`;
  return refuse(convention, 'too-close', message, details);
}

function refuseLead({ convention, podium, details }: ChoiceContext): Refusal | null {
  if (isLeadEnough(podium, convention)) return null;
  const { closest, second, leadM } = podium;
  const needed = Math.max(convention.distance.minLeadM, convention.distance.minLeadShare * second.segment.lengthM);
  const message = `“${closest.name}” (${metres(closest.segment.lengthM)}) leads “${second.name}” (${metres(second.segment.lengthM)}) by ${metres(leadM)}; more than ${metres(needed)} is needed.`;
  return refuse(convention, 'near-border', message, details);
}

/** Any two choices, not only the first two. */
function refuseGaps({ convention, choices, details }: ChoiceContext): Refusal | null {
  if (convention.distance.minChoiceGapM < 0) return null;
  const sorted = choices.toSorted((a, b) => a.segment.lengthM - b.segment.lengthM);
  for (const [i, farther] of sorted.entries()) {
    const nearer = sorted[i - 1];
    if (nearer === undefined || farther.segment.lengthM - nearer.segment.lengthM > convention.distance.minChoiceGapM) continue;
    const message = `“${nearer.name}” (${metres(nearer.segment.lengthM)}) and “${farther.name}” (${metres(farther.segment.lengthM)}) are about equally far; all choices must differ by more than ${metres(convention.distance.minChoiceGapM)}.`;
    return refuse(convention, 'near-border', message, details);
  }
  return null;
}

function refuseRooms({ scene, convention, reference, choices, details }: ChoiceContext): Refusal | null {
  const away = choices.find(({ segment }) => isThroughWall(scene, segment, convention));
  if (away === undefined) return null;
  const message = `“${reference.name}” and the nearest “${away.name}” are in different rooms, ${metres(away.segment.lengthM)} apart through a wall.`;
  return refuse(convention, 'different-rooms', message, details);
}

/**
 * Instances that may or may not have been noticed: the answer must hold if other choices have them too, and from a second instance of
 * the reference. (Those of the closest choice can only bring it closer.)
 */
function refuseDoubtful(context: ChoiceContext): Refusal | null {
  const { scene, convention, reference, candidates, choices, podium, details } = context;
  const rivals = choices.map((choice, i) => {
    const doubtful = choice.name === podium.closest.name ? [] : (candidates[i]?.doubtfulIndices ?? []);
    const nearest = shortestOf([choice.segment, ...measurePairs(scene, reference.objectIndices, doubtful, convention)]);
    return { ...choice, segment: nearest ?? choice.segment };
  });
  const fromElsewhere = reference.doubtfulIndices.map((index) => measureChoices(scene, [index], choices, convention));
  for (const possible of [rivals, ...fromElsewhere]) {
    const { closest, second, leadM } = findPodium(possible);
    if (closest.name === podium.closest.name && isLeadEnough({ closest, second, leadM }, convention)) continue;
    const rival = closest.name === podium.closest.name ? second : closest;
    const seen = possible === rivals ? rival.name : reference.name;
    const message = `A “${seen}” that the video shows only small would put “${rival.name}” at ${metres(rival.segment.lengthM)}, against “${podium.closest.name}”; it is unclear whether it counts.`;
    return refuse(convention, 'barely-visible', message, {
      ...details,
      marks: [...details.marks, { ...rival.segment, isDecisive: false }],
    });
  }
  return null;
}

function metres(lengthM: number): string {
  return `${lengthM.toFixed(2)} m`;
}
