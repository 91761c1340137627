import type { Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import { instanceMarks, instancesCalled, peakFraction, percentFromThreshold, visibilityScore } from './measures/visibility.ts';
import type { Candidate, Derivation, QuestionType, RandomIndex, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { listCandidates, refuse } from './roles/resolve-roles.ts';
import { areEasilyConfused } from './roles/synonyms.ts';
import { evidenceFrames, indexView, sceneCategories } from './roles/view-index.ts';
import { shuffle } from './seeded-pick.ts';
import { cleanTypeName } from './wording/clean-type-name.ts';
import { householdNames, typeFromName } from './wording/household-vocabulary.ts';
import { matchWording } from './wording/match-wording.ts';

const wordings = [
  /Does the video clearly show any (?<object_type>.+?) at any moment\?/d,
  /Did you see an? ['‘"“](?<object_type>.+?)['’"”] anywhere/d,
];

const about: TypeAbout = {
  title: 'Presence',
  file: 'presence.ts',
  asks: 'Whether the video shows anything of a category.',
  needs:
    '`object_type`: any name, also one that nothing in the scene has; then "No" is the answer. A source with frames. Records store the raw type of the name: that of the scene, else AI2-THOR\'s, else "Obja" and the words.',
  formula:
    '"Yes" where at least one instance of the category is salient, else "No". `max_visibility` is the largest share of a frame that any instance fills, 0 for "No".',
  rounding: 'None.',
  refused:
    '`no-frames` where the source has none. `unknown-object` for an empty name and for walls, floors and ceilings. `barely-visible`, only where the convention knows doubtful instances, for a category that is visible and never salient: neither answer would be fair.',
  margin:
    'Percentage points of a frame between the largest share of the category and the 5 % threshold; 5 for a category that is never visible. The runner-up is the other answer. The score is the share of the threshold, at most 1.',
  marks: 'Every visible instance; the salient ones are counted.',
  options: 'Yes and No.',
  traps:
    'Under `simsv` "No" is also the answer for a category that is visible below 5 %, and for a synonym of something seen ("couch", "sofa"). SIMS-V answers 70 % with yes, and the `max_visibility` it stores is that of one instance, drawn among the salient ones. Names of generated "No" questions come from our own list and from what stands unseen in the scene; they are never visible and not easily confused with anything salient.',
};

const presence: QuestionType = {
  task: 'descriptive_binary',
  title: 'Presence in the video',
  about,
  answerForm: 'text',
  roleNames: ['object_type'],
  roleLabels: { object_type: 'Is there any' },
  optionalRoles: [],
  interchangeableRoles: [],
  candidates(view, convention) {
    const absent = absentNames(view, convention).map(candidateWithoutInstances);
    return [...salientCandidates(view, convention), ...absent].sort((a, b) => (a.name < b.name ? -1 : 1));
  },
  derive: derivePresence,
  phrase: (roles) => `Does the video clearly show any ${roles['object_type']} at any moment?`,
  parse: (text) => matchWording(text, wordings),
  rolesFromRecord: ({ object_type }) => (typeof object_type === 'string' ? { object_type: cleanTypeName(object_type) } : null),
  distractors: ({ answer }) => [otherAnswer(answer)],
  draw(view, convention, pick) {
    const isYes = pick(1000) < convention.presence.yesShare * 1000;
    if (!isYes) return drawAbsent(view, convention, pick);
    const seen = salientCandidates(view, convention);
    return seen.length === 0 ? null : { object_type: (seen[pick(seen.length)] as Candidate).name };
  },
};

function derivePresence(view: TrajectoryView, roles: Roles, convention: Convention): Derivation | Refusal {
  const name = roles['object_type']?.trim() ?? '';
  const unfit = refuseUnfit(view, name, convention);
  if (unfit !== null) return unfit;
  const peaks = new Map(instancesCalled(view.scene, name, convention).map((index) => [index, peakFraction(view, index, convention)]));
  const visible = [...peaks.keys()].filter((index) => (peaks.get(index) as number) > 0);
  const bestFirst = visible.sort((a, b) => (peaks.get(b) as number) - (peaks.get(a) as number));
  const { sightings } = indexView(view, convention);
  const salient = bestFirst.filter((index) => (sightings.get(index)?.firstSalientFrame ?? null) !== null);
  const unclear = bestFirst.filter((index) => !salient.includes(index));
  const marks = instanceMarks(view, salient, unclear, name);
  const answer = salient.length > 0 ? 'Yes' : 'No';
  const largest = peaks.get(bestFirst[0] ?? -1) ?? 0;

  if (answer === 'No' && bestFirst.length > 0 && convention.minDoubtfulFraction < 1) {
    const message = `“${name}” is visible but never fills more than ${(largest * 100).toFixed(2)} % of a frame, so neither yes nor no is fair; more than 5 % is needed.`;
    return refuse(convention, 'barely-visible', message, { wouldBe: answer, marks });
  }
  const value = percentFromThreshold(largest);
  return {
    isAnswered: true,
    convention: convention.name,
    answer,
    rawValue: null,
    unit: null,
    note: answer === 'No' ? confusionNote(view, name, convention) : null,
    margin: { value, unit: '%', score: visibilityScore(value), flipsTo: otherAnswer(answer) },
    evidence: evidenceFrames(view, bestFirst),
    marks,
    instances: { object_type: bestFirst },
    recordFields: { object_type: typeFromName(name, view.scene), max_visibility: answer === 'Yes' ? largest : 0 },
  };
}

const structuralNames: ReadonlySet<string> = new Set(['wall', 'floor', 'ceiling']);

function refuseUnfit(view: TrajectoryView, name: string, convention: Convention): Refusal | null {
  if (view.frameCount === 0) {
    return refuse(convention, 'no-frames', 'This source has boxes but no frames, so nobody can say what the video shows.');
  }
  if (view.frameCount < convention.minFrames) {
    const message = `The video has ${view.frameCount} frames; questions need at least ${convention.minFrames}.`;
    return refuse(convention, 'too-few-frames', message);
  }
  if (name === '') return refuse(convention, 'unknown-object', 'The role object_type names no object.');
  if (structuralNames.has(name)) return refuse(convention, 'unknown-object', `Every house has a ${name}, so it is not asked about.`);
  return null;
}

function otherAnswer(answer: string): string {
  return answer === 'Yes' ? 'No' : 'Yes';
}

function salientCandidates(view: TrajectoryView, convention: Convention): Candidate[] {
  return listCandidates(view, convention, { vocabulary: null, isSingleInstance: false }).filter((c) => c.firstSalientFrame !== null);
}

/** Names whose answer is "No": our vocabulary and what the scene has, without what is salient and what would be refused. */
function absentNames(view: TrajectoryView, convention: Convention): string[] {
  if (view.frameCount === 0 || view.frameCount < convention.minFrames) return [];
  const { find, candidates } = indexView(view, convention);
  const salient = new Set([...candidates.values()].filter((c) => c.firstSalientFrame !== null).map((c) => c.name));
  const names = [...new Set([...householdNames, ...sceneCategories(view.scene)])];
  const mayBeVisible = convention.minDoubtfulFraction >= 1;
  return names.filter((name) => {
    const isSalient = salient.has(name) || (find(name)?.firstSalientFrame ?? null) !== null;
    return !isSalient && (mayBeVisible || !isVisible(view, name, convention));
  });
}

/** An absent name that is not visible at all and that nobody takes for something salient; null where there is none. */
function drawAbsent(view: TrajectoryView, convention: Convention, pick: RandomIndex): Roles | null {
  const seen = salientCandidates(view, convention);
  const name = shuffle(absentNames(view, convention), pick).find(
    (each) => !isVisible(view, each, convention) && !seen.some((other) => areEasilyConfused(each, other.name)),
  );
  return name === undefined ? null : { object_type: name };
}

function isVisible(view: TrajectoryView, name: string, convention: Convention): boolean {
  return instancesCalled(view.scene, name, convention).some((index) => peakFraction(view, index, convention) > 0);
}

function candidateWithoutInstances(name: string): Candidate {
  return { name, objectIndices: [], firstSalientFrame: null, duplicateIndices: [], doubtfulIndices: [] };
}

function confusionNote(view: TrajectoryView, name: string, convention: Convention): string | null {
  const similar = salientCandidates(view, convention).find((candidate) => areEasilyConfused(name, candidate.name));
  return similar === undefined ? null : `The video clearly shows “${similar.name}”, which some viewers would call “${name}”.`;
}

/** Whether a category is seen at all. */
export const presenceTypes: readonly QuestionType[] = [presence];
