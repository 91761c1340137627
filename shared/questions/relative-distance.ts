import type { Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import { refuseBadBoxes } from './measures/check-boxes.ts';
import { canBeCompared } from './measures/measure-pairs.ts';
import { takeDistractors } from './options/letter-options.ts';
import type { Candidate, Derivation, QuestionType, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { findPodium, type MeasuredChoice, measureChoices } from './relative-distance/rank-choices.ts';
import { refuseChoices } from './relative-distance/refuse-choices.ts';
import { listCandidates, refuseSeveral, resolveRoles } from './roles/resolve-roles.ts';
import { evidenceFrames } from './roles/view-index.ts';
import { shuffle } from './seeded-pick.ts';
import { matchWording } from './wording/match-wording.ts';
import { minimalVocabulary } from './wording/minimal-vocabulary.ts';
import { scopeWords } from './wording/scope-words.ts';

const choiceRoles = ['choice_1', 'choice_2', 'choice_3', 'choice_4'] as const;
const roleNames = ['ref_obj', ...choiceRoles] as const;

const wordings = [
  /Which of these(?: in the space| that the video shows clearly)? is closest to the (?<ref_obj>.+?), measured between closest points: (?<choice_1>[^,\n]+), (?<choice_2>[^,\n]+), (?<choice_3>[^,\n]+), or (?<choice_4>[^,\n]+?)\?/d,
  /which of these objects \((?<choice_1>[^,\n]+), (?<choice_2>[^,\n]+), (?<choice_3>[^,\n]+), (?<choice_4>[^,\n]+)\) is the closest to the (?<ref_obj>.+?)\?/d,
];

const about: TypeAbout = {
  title: 'Relative distance',
  file: 'relative-distance.ts',
  asks: 'Which of four categories has the instance that is closest to one object.',
  needs:
    '`ref_obj`: a category with exactly one instance that counts. `choice_1` to `choice_4`: four other categories that count, with any number of instances; their order is that of the wording.',
  formula:
    'For each choice the smallest 3-D distance between the box of `ref_obj` and the boxes of its counted instances, measured as absolute distances are. The answer is the choice with the smallest of the four.',
  rounding: 'None: distances are compared as they are.',
  refused:
    '`several-instances` of `ref_obj`. `too-close` where the closest choice is at or below the smallest distance of the convention (touching or standing on it gives the answer away). `near-border` where the second is not farther by more than the least lead in metres, or not by more than the least share of its own distance, or where any two choices differ by no more than the least gap. `different-rooms` and `barely-visible` as for absolute distances: the first where the nearest instance of any choice is in another room, the second where doubtful instances would change the answer or bring it into doubt.',
  margin:
    'Metres by which the second is farther than the closest. Score: that lead as a share of the second distance, 0 to 1: boxes and eyes err by a share of what they judge, so 0.3 m decide between 0.5 m and 0.8 m (0.38) but not between 5 m and 5.3 m (0.06). It would flip to the second.',
  marks: 'One segment per choice, from the reference to its nearest instance; that of the answer is the decisive one.',
  options: 'The four names.',
  traps:
    'What stands on or in the reference has distance 0: `simsv` asks such questions, the other conventions do not. The lead of `simsv` is a fixed 0.15 m however far the objects are. The record stores the four distances in the order of the wording and not of the options, and no names: they are read from the wording. World-aligned boxes of turned objects are too large.',
};

/** Which of four categories is closest to one object. */
function relativeDistance(task: string, title: string, vocabulary: ReadonlySet<string> | null = null): QuestionType {
  return {
    task,
    title,
    about,
    answerForm: 'text',
    roleNames,
    roleLabels: {
      ref_obj: 'Closest to (single object)',
      choice_1: 'First choice',
      choice_2: 'Second choice',
      choice_3: 'Third choice',
      choice_4: 'Fourth choice',
    },
    optionalRoles: [],
    interchangeableRoles: choiceRoles,
    candidates: (view, convention, role) => listCandidates(view, convention, { vocabulary, isSingleInstance: role === 'ref_obj' }),
    derive: deriveClosest,
    phrase: (roles, convention) => {
      const [first, second, third, fourth] = choiceRoles.map((role) => roles[role]);
      return `Which of these${scopeWords(convention)} is closest to the ${roles['ref_obj']}, measured between closest points: ${first}, ${second}, ${third}, or ${fourth}?`;
    },
    parse: (text) => matchWording(text, wordings),
    // Records hold the reference and four distances, but not whose.
    rolesFromRecord: () => null,
    distractors: ({ answer, choices }) => takeDistractors(answer, choices ?? [], 3),
    draw(view, convention, pick) {
      const singles = this.candidates(view, convention, 'ref_obj');
      if (singles.length === 0) return null;
      const reference = singles[pick(singles.length)] as Candidate;
      const others = this.candidates(view, convention, 'choice_1').filter(
        (c) => c.name !== reference.name && canBeCompared(view.scene, reference.objectIndices, c.objectIndices, convention),
      );
      if (others.length < choiceRoles.length) return null;
      const drawn = shuffle(others, pick);
      return { ref_obj: reference.name, ...Object.fromEntries(choiceRoles.map((role, i) => [role, (drawn[i] as Candidate).name])) };
    },
  };
}

function deriveClosest(view: TrajectoryView, roles: Roles, convention: Convention): Derivation | Refusal {
  const resolved = resolveRoles(view, roles, roleNames, convention);
  if (!Array.isArray(resolved)) return resolved;
  const [reference, ...candidates] = resolved as [Candidate, ...Candidate[]];
  const instances = resolved.flatMap((c) => [...c.objectIndices, ...c.doubtfulIndices]);
  const bad = refuseBadBoxes(view, instances, convention);
  if (bad !== null) return bad;
  // Named as the question does: with synonyms merged the scene may use another word.
  const named = candidates.map((c, i) => ({ name: roles[choiceRoles[i] as string]?.trim() ?? '', objectIndices: c.objectIndices }));
  const { scene } = view;
  const choices = measureChoices(scene, reference.objectIndices, named, convention);
  const podium = findPodium(choices);
  const { closest, second, leadM } = podium;
  const marks = choices.map((choice) => ({ ...choice.segment, isDecisive: choice === closest }));
  const details = { wouldBe: closest.name, marks };
  const several = refuseSeveral(reference, convention);
  if (several !== null) return { ...several, ...details };
  const refusal = refuseChoices({ scene, convention, reference, candidates, choices, podium, details });
  if (refusal !== null) return refusal;
  return {
    isAnswered: true,
    convention: convention.name,
    answer: closest.name,
    rawValue: null,
    unit: null,
    note: null,
    // A positive lead means a positive second distance.
    margin: { value: leadM, unit: 'm', score: leadM / second.segment.lengthM, flipsTo: second.name },
    evidence: evidenceFrames(view, [...reference.objectIndices, ...choices.map(({ segment }) => segment.objectIndices[1])]),
    marks,
    instances: {
      ref_obj: reference.objectIndices,
      ...Object.fromEntries(choices.map((choice, i) => [choiceRoles[i], nearestFirst(choice)])),
    },
    choices: choices.map(({ name }) => name),
    recordFields: { ref_obj: roles['ref_obj']?.trim(), distances: choices.map(({ segment }) => segment.lengthM) },
  };
}

function nearestFirst({ objectIndices, segment }: MeasuredChoice): readonly number[] {
  const nearest = segment.objectIndices[1];
  return [nearest, ...objectIndices.filter((index) => index !== nearest)];
}

/** See {@link relativeDistance}. */
export const relativeDistanceTypes: readonly QuestionType[] = [
  relativeDistance('vsi_obj_rel_distance', 'Relative distance'),
  relativeDistance('obj_rel_distance', 'Relative distance (SIMS-V wording)'),
  relativeDistance('vsi_obj_rel_distance_minimal', 'Relative distance (minimal vocabulary)', minimalVocabulary),
  relativeDistance('object_rel_distance', 'Relative distance (VSI-Bench)'),
];
