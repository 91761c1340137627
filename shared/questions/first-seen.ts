import type { Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import {
  instancesFirstSeenFirst,
  isSeen,
  minGapFrames,
  pinMarks,
  refuseUnclearOrder,
  resolveSeen,
  type Seen,
  sortByFirstFrame,
  tightestPair,
  timeMargin,
} from './measures/first-appearance.ts';
import { takeDistractors } from './options/letter-options.ts';
import type { Derivation, QuestionType, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { listCandidates } from './roles/resolve-roles.ts';
import { evidenceFrames } from './roles/view-index.ts';
import { shuffle } from './seeded-pick.ts';
import { matchWording } from './wording/match-wording.ts';

const roleNames = ['object_1', 'object_2'] as const;

const wordings = [
  /Which does the video clearly show first, the (?<object_1>.+?) or the (?<object_2>[^?\n]+)\?/d,
  /Did you see the (?<object_1>.+?) or the (?<object_2>[^?\n]+) first\?/d,
];

const about: TypeAbout = {
  title: 'First seen',
  file: 'first-seen.ts',
  asks: 'Which of two categories the video shows first.',
  needs:
    '`object_1` and `object_2`: two different categories, each salient at least once; they may be named in either order. A source with frames.',
  formula: 'The category whose earliest salient frame, over all its instances, comes first.',
  rounding: 'None; the answer is a name.',
  refused:
    '`no-frames`, `same-frame`, `near-border` and `barely-visible` as for the appearance order: equal first frames, first frames nearer than `time.minGapFrames` or `time.minGapS`, or a doubtful instance of the later category before the earlier one appears.',
  margin: 'Frames between the two first appearances; the runner-up is the other name. The score is s / (s + 1) for a gap of s seconds.',
  marks: 'Pins 1 and 2 at the instances that appear first.',
  options: 'The two names.',
  traps:
    'Seen means filling more than 5 % of a frame; either may have been visible, smaller, before. The stored question does not say which instance was meant, and it need not be one that stands alone.',
};

const firstSeen: QuestionType = {
  task: 'temporal_rel',
  title: 'First seen of two',
  about,
  answerForm: 'text',
  roleNames,
  roleLabels: { object_1: 'Named first', object_2: 'Named second' },
  optionalRoles: [],
  interchangeableRoles: roleNames,
  candidates: (view, convention) => listCandidates(view, convention, { vocabulary: null, isSingleInstance: false }).filter(isSeen),
  derive: deriveFirst,
  phrase: (roles) => `Which does the video clearly show first, the ${roles['object_1']} or the ${roles['object_2']}?`,
  parse: (text) => matchWording(text, wordings),
  rolesFromRecord: ({ object_1, object_2 }) =>
    typeof object_1 === 'string' && typeof object_2 === 'string' ? { object_1, object_2 } : null,
  distractors: ({ answer, recordFields }) =>
    takeDistractors(answer, [String(recordFields['object_1']), String(recordFields['object_2'])], 1),
  draw(view, convention, pick) {
    const [first, ...others] = shuffle(this.candidates(view, convention, 'object_1').filter(isSeen), pick);
    const gapFrames = minGapFrames(view, convention);
    const second = others.find((c) => Math.abs(c.firstSalientFrame - (first as Seen).firstSalientFrame) >= gapFrames);
    return first === undefined || second === undefined ? null : { object_1: first.name, object_2: second.name };
  },
};

function deriveFirst(view: TrajectoryView, roles: Roles, convention: Convention): Derivation | Refusal {
  const resolved = resolveSeen(view, roles, roleNames, convention);
  if (!Array.isArray(resolved)) return resolved;
  const ordered = sortByFirstFrame(resolved);
  const [first, second] = ordered as [Seen, Seen];
  const marks = pinMarks(view, ordered, convention);
  const refusal = refuseUnclearOrder(view, ordered, convention, { wouldBe: first.name, marks });
  if (refusal !== null) return refusal;
  const instances = resolved.map((candidate) => instancesFirstSeenFirst(view, candidate, convention));
  return {
    isAnswered: true,
    convention: convention.name,
    answer: first.name,
    rawValue: null,
    unit: null,
    note: null,
    margin: timeMargin(view, tightestPair(ordered).gapFrames, second.name),
    evidence: evidenceFrames(
      view,
      instances.map(([firstInstance]) => firstInstance as number),
    ),
    marks,
    instances: Object.fromEntries(instances.map((indices, i) => [roleNames[i] as string, indices])),
    recordFields: { object_1: resolved[0]?.name, object_2: resolved[1]?.name },
  };
}

/** Which of two categories is seen first. */
export const firstSeenTypes: readonly QuestionType[] = [firstSeen];
