import type { Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import { takeDistractors } from './options/letter-options.ts';
import type { Candidate, Derivation, Mark, QuestionType, RandomIndex, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { listCandidates, refuse, resolveRoles } from './roles/resolve-roles.ts';
import { evidenceFrames } from './roles/view-index.ts';
import { shuffle } from './seeded-pick.ts';
import { matchWording } from './wording/match-wording.ts';
import { minimalVocabulary } from './wording/minimal-vocabulary.ts';

const about: TypeAbout = {
  title: 'Appearance order',
  file: 'appearance-order.ts',
  asks: '',
  needs: '',
  formula: '',
  rounding: '',
  refused: '',
  margin: '',
  marks: '',
  options: '',
  traps: '',
};

/** In which order `count` categories first become salient. Roles are object_1, object_2, … in answer order. */
function appearanceOrder(task: string, title: string, count: number, vocabulary: ReadonlySet<string> | null = null): QuestionType {
  const roleNames = Array.from({ length: count }, (_, i) => `object_${i + 1}`);
  const list = roleNames.map((role) => `(?<${role}>[^,?.]+)`).join(', ');
  const wordings = [
    new RegExp(`order in which the video first shows them: ${list}\\.`, 'd'),
    new RegExp(`(?:appearance order of the following|appear for the first time).* in the video: ${list}\\?`, 'd'),
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
    candidates: (view, convention) => listCandidates(view, convention, { vocabulary, isSingleInstance: false }),
    derive: (view, roles, convention) => deriveOrder(view, roles, roleNames, convention),
    phrase: (roles, _convention, pick) => {
      const mentioned = shuffle(roleNames, pick).map((role) => roles[role]);
      return `Put these in the order in which the video first shows them: ${mentioned.join(', ')}.`;
    },
    parse: (text) => matchWording(text, wordings),
    rolesFromRecord: ({ selected_objects }) => rolesFromNames(selected_objects, roleNames),
    distractors: (derivation, _convention, pick) => otherOrders(derivation.answer, pick),
    draw(view, convention, pick) {
      const chosen = drawApart(this.candidates(view, convention, 'object_1').filter(isSeen), count, convention, pick);
      return chosen === null
        ? null
        : rolesFromNames(
            sortByFirstFrame(chosen).map((c) => c.name),
            roleNames,
          );
    },
  };
}

function deriveOrder(view: TrajectoryView, roles: Roles, roleNames: readonly string[], convention: Convention): Derivation | Refusal {
  const resolved = resolveRoles(view, roles, roleNames, convention);
  if (!Array.isArray(resolved)) return resolved;
  if (!resolved.every(isSeen)) return refuse(convention, 'no-frames', 'The source has no frames, so nobody can say what appears first.');
  const ordered = sortByFirstFrame(resolved);
  const firsts = ordered.map((candidate) => firstInstance(view, candidate));
  const marks = firsts.map((objectIndex, i) => pinMark(view, ordered[i] as Seen, objectIndex, i + 1));
  const answer = ordered.map((c) => c.name).join(', ');
  const tightest = tightestPair(ordered);

  const refusal = refuseTight(ordered, tightest, answer, marks, convention);
  if (refusal !== null) return refusal;
  const gapS = tightest.gap / view.fps;
  return {
    isAnswered: true,
    convention: convention.name,
    answer,
    rawValue: null,
    unit: null,
    note: null,
    margin: { value: tightest.gap, unit: 'frames', score: gapS / (gapS + 1), flipsTo: swapped(ordered, tightest.position) },
    evidence: evidenceFrames(view, firsts),
    marks,
    instances: Object.fromEntries(
      resolved.map((candidate, i) => {
        const first = firstInstance(view, candidate);
        return [roleNames[i] as string, [first, ...candidate.objectIndices.filter((index) => index !== first)]];
      }),
    ),
    recordFields: { selected_objects: ordered.map((c) => c.name) },
  };
}

/** A category with a first salient frame. */
type Seen = Candidate & { readonly firstSalientFrame: number };

function isSeen(candidate: Candidate): candidate is Seen {
  return candidate.firstSalientFrame !== null;
}

function sortByFirstFrame(candidates: readonly Seen[]): Seen[] {
  return [...candidates].sort((a, b) => a.firstSalientFrame - b.firstSalientFrame);
}

/** The instance of a category that becomes salient first. */
function firstInstance(view: TrajectoryView, candidate: Seen): number {
  const first = view.sightings.find(
    (s) => s.firstSalientFrame === candidate.firstSalientFrame && candidate.objectIndices.includes(s.objectIndex),
  );
  return first?.objectIndex as number;
}

function pinMark(view: TrajectoryView, candidate: Seen, objectIndex: number, order: number): Mark {
  const positionM = view.scene.objects[objectIndex]!.orientedBox.centerM;
  return { kind: 'pin', order, frame: candidate.firstSalientFrame, objectIndex, positionM, label: candidate.name };
}

/** The two neighbours in time with the fewest frames between them; `position` is that of the earlier one. */
function tightestPair(ordered: readonly Seen[]): { readonly position: number; readonly gap: number } {
  const gaps = ordered.slice(1).map((c, i) => c.firstSalientFrame - (ordered[i] as Seen).firstSalientFrame);
  const gap = Math.min(...gaps);
  return { position: gaps.indexOf(gap), gap };
}

function swapped(ordered: readonly Candidate[], position: number): string {
  const names = ordered.map((c) => c.name);
  [names[position], names[position + 1]] = [names[position + 1] as string, names[position] as string];
  return names.join(', ');
}

function refuseTight(
  ordered: readonly Candidate[],
  tightest: { readonly position: number; readonly gap: number },
  answer: string,
  marks: readonly Mark[],
  convention: Convention,
): Refusal | null {
  const { gap, position } = tightest;
  const [first, second] = [ordered[position]?.name, ordered[position + 1]?.name];
  if (gap === 0) return refuse(convention, 'same-frame', `“${first}” and “${second}” first appear in the same frame.`, { marks });
  if (gap >= convention.time.minGapFrames) return null;
  const message = `“${first}” and “${second}” first appear ${gap} frame${gap === 1 ? '' : 's'} apart; at least ${convention.time.minGapFrames} are needed.`;
  return refuse(convention, 'near-border', message, { wouldBe: answer, marks });
}

/** Random categories whose first frames are all at least the convention's gap apart; null where this draw finds too few. */
function drawApart(candidates: readonly Seen[], count: number, convention: Convention, pick: RandomIndex): Seen[] | null {
  const chosen: Seen[] = [];
  for (const candidate of shuffle(candidates, pick)) {
    if (chosen.length === count) break;
    if (chosen.every((c) => Math.abs(c.firstSalientFrame - candidate.firstSalientFrame) >= convention.time.minGapFrames))
      chosen.push(candidate);
  }
  return chosen.length === count ? chosen : null;
}

function rolesFromNames(names: unknown, roleNames: readonly string[]): Roles | null {
  if (!Array.isArray(names) || names.length !== roleNames.length || !names.every((n) => typeof n === 'string')) return null;
  return Object.fromEntries(names.map((name: string, i) => [roleNames[i] as string, name]));
}

/** Three other orders of the same names; one where there are only two names. */
function otherOrders(answer: string, pick: RandomIndex): readonly string[] {
  const names = answer.split(', ');
  const orders = shuffle(permutations(names), pick).map((p) => p.join(', '));
  return takeDistractors(answer, orders, names.length < 3 ? 1 : 3);
}

function permutations(names: readonly string[]): string[][] {
  if (names.length < 2) return [[...names]];
  return names.flatMap((name, i) => permutations(names.toSpliced(i, 1)).map((rest) => [name, ...rest]));
}

/** See {@link appearanceOrder}. */
export const appearanceOrderTypes: readonly QuestionType[] = [
  appearanceOrder('vsi_obj_appearance_order', 'Appearance order', 4),
  appearanceOrder('vsi_obj_appearance_order_minimal', 'Appearance order (minimal vocabulary)', 4, minimalVocabulary),
];
