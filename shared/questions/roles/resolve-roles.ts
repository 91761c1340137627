import type { Roles } from '../../model/question.ts';
import type { Convention } from '../convention.ts';
import type { Candidate, Mark, Refusal, TrajectoryView } from '../question-type.ts';
import { indexView, sceneCategories } from './view-index.ts';

/** A refusal under a convention. `wouldBe` and `marks` default to nothing. */
export function refuse(
  convention: Convention,
  reason: Refusal['reason'],
  message: string,
  details: { readonly wouldBe?: string | null; readonly marks?: readonly Mark[] } = {},
): Refusal {
  return { isAnswered: false, convention: convention.name, reason, message, wouldBe: details.wouldBe ?? null, marks: details.marks ?? [] };
}

/** Categories that may fill a role: salient, of the vocabulary if there is one, and of a single instance if asked. Empty for a video that is too short. */
export function listCandidates(
  view: TrajectoryView,
  convention: Convention,
  filter: { readonly vocabulary: ReadonlySet<string> | null; readonly isSingleInstance: boolean },
): Candidate[] {
  if (view.frameCount < convention.minFrames) return [];
  return [...indexView(view, convention).candidates.values()].filter(
    (c) => (filter.vocabulary?.has(c.name) ?? true) && (!filter.isSingleInstance || c.objectIndices.length === 1),
  );
}

/** The salient category behind every role, in the order of `roleNames`; refuses short videos, unknown, unseen and repeated names. */
export function resolveRoles(
  view: TrajectoryView,
  roles: Roles,
  roleNames: readonly string[],
  convention: Convention,
): Candidate[] | Refusal {
  if (view.frameCount < convention.minFrames) {
    const message = `The video has ${view.frameCount} frames; questions need at least ${convention.minFrames}.`;
    return refuse(convention, 'too-few-frames', message);
  }
  const resolved: Candidate[] = [];
  for (const role of roleNames) {
    const name = roles[role]?.trim() ?? '';
    if (name === '') return refuse(convention, 'unknown-object', `The role ${role} names no object.`);
    const candidate = indexView(view, convention).find(name);
    if (candidate === undefined) return refuseUnseen(view, name, convention);
    if (resolved.includes(candidate)) return refuse(convention, 'same-object-twice', `“${name}” is named twice.`);
    resolved.push(candidate);
  }
  return resolved;
}

/** Refuses a category that must be one object but has several salient instances; null where it has one. */
export function refuseSeveral(candidate: Candidate, convention: Convention, details: { wouldBe?: string | null } = {}): Refusal | null {
  const count = candidate.objectIndices.length;
  if (count === 1) return null;
  const seen = convention.instances === 'salient' ? 'salient ' : '';
  const message = `“${candidate.name}” could be any of ${count} ${seen}instances, and this question needs a single one.`;
  return refuse(convention, 'several-instances', message, details);
}

function refuseUnseen(view: TrajectoryView, name: string, convention: Convention): Refusal {
  return sceneCategories(view.scene).has(name)
    ? refuse(convention, 'not-salient', `“${name}” is in the scene but never large enough in the video to be asked about.`)
    : refuse(convention, 'unknown-object', `Nothing in this scene is called “${name}”.`);
}
