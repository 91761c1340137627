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
import { orderDistractors } from './options/order-distractors.ts';
import type { Derivation, QuestionType, RandomIndex, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { listCandidates } from './roles/resolve-roles.ts';
import { evidenceFrames } from './roles/view-index.ts';
import { shuffle } from './seeded-pick.ts';
import { matchWording } from './wording/match-wording.ts';
import { minimalVocabulary } from './wording/minimal-vocabulary.ts';

const about: TypeAbout = {
  title: 'Appearance order',
  file: 'appearance-order.ts',
  asks: 'In which order 2 to 6 categories first appear in the video. Four in the tasks with `appearance_order`.',
  needs:
    '`object_1`, `object_2`, …: different categories, each salient at least once. They are one set: their order says nothing. A source with frames.',
  formula: 'Each category appears at the earliest frame in which any of its instances is salient; the categories are sorted by it.',
  rounding: 'None; the answer is the names joined by ", ".',
  refused:
    '`no-frames` where the source has none (VSI-Bench releases no frames or first sightings). `same-frame` for equal first frames. `near-border` where two neighbours lie fewer than `time.minGapFrames` frames or `time.minGapS` seconds apart. `barely-visible` where an instance that is only doubtful is at its largest before the category ahead appears, so that some viewers would say another order.',
  margin:
    'Frames between the two neighbours that are nearest in time; the runner-up swaps them. The score is s / (s + 1) for a gap of s seconds.',
  marks: 'A numbered pin at the instance that appears first of each category, with its frame.',
  options:
    'Two for two names, else four: orders that differ by single swaps of neighbours, around the answer or around one beside it, so that no option is absurd and the answer is not the one all others resemble. Orders that only turn a pair around whose gap is under twice the required one are avoided where others exist.',
  traps:
    'Appearing means filling more than 5 % of a frame once, not the first visible pixel: a large object at the end of a corridor "appears" when the camera gets near. Under `simsv` a gap of a single frame (0.1 s) passes, and a model that samples frames cannot see it. Records store the order but no frame numbers. Names that people use for the same thing ("plant", "house plant") are two categories under `simsv`.',
};

/** In which order `count` categories first become salient. Roles are object_1, object_2, … in answer order. */
function appearanceOrder(task: string, title: string, count: number, vocabulary: ReadonlySet<string> | null = null): QuestionType {
  const roleNames = Array.from({ length: count }, (_, i) => `object_${i + 1}`);
  const list = roleNames.map((role) => `(?<${role}>[^,?.\\s][^,?.\\n]*)`).join(', ');
  const wordings = [
    new RegExp(`order in which the video first shows them(?: clearly)?: ${list}\\.`, 'd'),
    new RegExp(`(?:appearance order of the following|appear for the first time)[^:]* in the video: ${list}\\?`, 'd'),
  ];
  return {
    task,
    title,
    about,
    answerForm: 'list',
    roleNames,
    roleLabels: Object.fromEntries(roleNames.map((role, i) => [role, `Seen ${i + 1}.`])),
    optionalRoles: [],
    interchangeableRoles: roleNames,
    candidates: (view, convention) => listCandidates(view, convention, { vocabulary, isSingleInstance: false }).filter(isSeen),
    derive: (view, roles, convention) => deriveOrder(view, roles, roleNames, convention),
    phrase: (roles, _convention, pick) => {
      const mentioned = shuffle(roleNames, pick).map((role) => roles[role]);
      return `Put these in the order in which the video first shows them clearly: ${mentioned.join(', ')}.`;
    },
    parse: (text) => matchWording(text, wordings),
    rolesFromRecord: ({ selected_objects }) => rolesFromNames(selected_objects, roleNames),
    distractors: otherOrders,
    draw(view, convention, pick) {
      const seen = this.candidates(view, convention, 'object_1').filter(isSeen);
      const chosen = drawApart(seen, count, minGapFrames(view, convention), pick);
      if (chosen === null) return null;
      const names = sortByFirstFrame(chosen).map((candidate) => candidate.name);
      return rolesFromNames(names, roleNames);
    },
  };
}

function deriveOrder(view: TrajectoryView, roles: Roles, roleNames: readonly string[], convention: Convention): Derivation | Refusal {
  const resolved = resolveSeen(view, roles, roleNames, convention);
  if (!Array.isArray(resolved)) return resolved;
  const ordered = sortByFirstFrame(resolved);
  const names = ordered.map((candidate) => candidate.name);
  const answer = names.join(', ');
  const marks = pinMarks(view, ordered, convention);
  const refusal = refuseUnclearOrder(view, ordered, convention, { wouldBe: answer, marks });
  if (refusal !== null) return refusal;
  const { gapFrames, position } = tightestPair(ordered);
  const [first, second] = names.slice(position, position + 2) as [string, string];
  const instances = resolved.map((candidate) => instancesFirstSeenFirst(view, candidate, convention));
  return {
    isAnswered: true,
    convention: convention.name,
    answer,
    rawValue: null,
    unit: null,
    note: null,
    margin: timeMargin(view, gapFrames, names.toSpliced(position, 2, second, first).join(', ')),
    evidence: evidenceFrames(
      view,
      instances.map(([firstInstance]) => firstInstance as number),
    ),
    marks,
    instances: Object.fromEntries(instances.map((indices, i) => [roleNames[i] as string, indices])),
    recordFields: { selected_objects: names },
  };
}

/** Random categories whose first frames are all at least the gap apart; null where this draw finds too few. */
function drawApart(candidates: readonly Seen[], count: number, gapFrames: number, pick: RandomIndex): Seen[] | null {
  const chosen: Seen[] = [];
  for (const candidate of shuffle(candidates, pick)) {
    if (chosen.length === count) break;
    if (chosen.every((c) => Math.abs(c.firstSalientFrame - candidate.firstSalientFrame) >= gapFrames)) chosen.push(candidate);
  }
  return chosen.length === count ? chosen : null;
}

function rolesFromNames(names: unknown, roleNames: readonly string[]): Roles | null {
  if (!Array.isArray(names) || names.length !== roleNames.length || !names.every((n) => typeof n === 'string')) return null;
  return Object.fromEntries(names.map((name: string, i) => [roleNames[i] as string, name]));
}

/** See {@link orderDistractors}. */
function otherOrders({ recordFields, marks }: Derivation, convention: Convention, pick: RandomIndex): readonly string[] {
  const frames = new Map(marks.flatMap((mark) => (mark.kind === 'pin' ? [[mark.label, mark.frame] as const] : [])));
  const names = recordFields['selected_objects'] as readonly string[];
  return orderDistractors(
    names.map((name) => ({ name, frame: frames.get(name) ?? 0 })),
    convention,
    pick,
  );
}

/** See {@link appearanceOrder}. */
export const appearanceOrderTypes: readonly QuestionType[] = [
  appearanceOrder('vsi_obj_appearance_order', 'Appearance order', 4),
  appearanceOrder('vsi_obj_appearance_order_minimal', 'Appearance order (minimal vocabulary)', 4, minimalVocabulary),
  appearanceOrder('obj_appearance_order', 'Appearance order (VSI-Bench)', 4),
  ...[2, 3, 4, 5, 6].map((count) => appearanceOrder(`temporal_order_${count}`, `Order of ${count}`, count)),
];
