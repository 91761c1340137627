import type { QuestionContent } from '../api/index.ts';
import { AppError } from '../errors.ts';
import type { Edit } from '../model/decision.ts';
import type { Roles } from '../model/question.ts';
import { compareWithStored } from './compare.ts';
import { composeEdit, type EditInput } from './compose-edit.ts';
import { checkOptions } from './options/check-options.ts';
import type { Candidate, QuestionType } from './question-type.ts';
import { openTurn } from './route-plan/route.ts';
import { seededPick } from './seeded-pick.ts';

/** What a fix does: takes the derived answer, renames or swaps an object, draws options, or rephrases. */
export const fixKinds = ['answer', 'rename', 'swap', 'options', 'rephrase'] as const;

/** An edit that mends something, with what it would make of the question. */
export interface SuggestedFix {
  readonly kind: (typeof fixKinds)[number];
  readonly title: string;
  readonly edit: Edit;
  readonly content: QuestionContent;
}

/** Draws of new options tried until one differs. */
const optionDraws = 5;
/** Objects tried in a role, the nearest first. */
const swapsTried = 40;

/**
 * The fixes that the formulas know for a question, each already composed: only what could be stored is suggested. `shown` is the content in force.
 */
export function suggestFixes(input: Omit<EditInput, 'edit'>): readonly SuggestedFix[] {
  const { type, view, convention, shown } = input;
  const roles = shown.roles ?? type?.parse(shown.text)?.roles ?? null;
  if (type === null || roles === null) return [];
  const fix = (kind: SuggestedFix['kind'], title: (content: QuestionContent) => string, edit: Edit): SuggestedFix[] => {
    try {
      const { content } = composeEdit({ ...input, edit });
      return [{ kind, title: title(content), edit, content }];
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  };
  const result = type.derive(view, roles, convention);
  const isWrong = compareWithStored(type, shown.answer, result) === 'disagree';
  const answers = isWrong ? fix('answer', (content) => `Take the derived answer: ${content.answer}`, { roles }) : [];
  const renamed = renameUnknown(type, input, roles).flatMap(([role, name]) =>
    fix('rename', () => `Rename “${roles[role]}” to “${name}”, which the scene has`, { roles: { ...roles, [role]: name } }),
  );
  const swapped = result.isAnswered || renamed.length > 0 ? [] : swapObject(type, input, roles);
  const swaps = swapped.flatMap(([role, name]) =>
    fix('swap', (content) => `Ask about the ${name} instead of the ${roles[role]}: ${content.answer}`, {
      roles: { ...roles, [role]: name },
    }),
  );
  return [
    ...answers,
    ...renamed.slice(0, 1),
    ...swaps.slice(0, 1),
    ...otherOptions(input, roles, fix),
    ...rephrased(type, input, roles, fix),
  ];
}

type MakeFix = (kind: SuggestedFix['kind'], title: (content: QuestionContent) => string, edit: Edit) => SuggestedFix[];

/** Names that the scene does not have, each with the one it likely means. */
function renameUnknown(type: QuestionType, { view, convention }: Omit<EditInput, 'edit'>, roles: Roles): [role: string, name: string][] {
  return type.roleNames.flatMap((role): [string, string][] => {
    const name = roles[role];
    if (name === undefined || name === openTurn) return [];
    const candidates = type.candidates(view, convention, role);
    if (candidates.some((candidate) => candidate.name === name)) return [];
    const taken = new Set(Object.values(roles));
    const alike = candidates
      .filter((candidate) => !taken.has(candidate.name) && candidate.objectIndices.length > 0)
      .map((candidate) => ({ name: candidate.name, distance: wordDistance(candidate.name, name) }))
      .filter(({ distance }) => distance < 1)
      .sort((a, b) => a.distance - b.distance);
    return alike[0] === undefined ? [] : [[role, alike[0].name]];
  });
}

/** For each role the candidate nearest to what fills it now with which the question has an answer, nearest first over all roles. */
function swapObject(type: QuestionType, { view, convention }: Omit<EditInput, 'edit'>, roles: Roles): [role: string, name: string][] {
  const { objects } = view.scene;
  const taken = new Set(Object.values(roles));
  const found = type.roleNames.flatMap((role) => {
    const name = roles[role];
    if (name === undefined || name === openTurn) return [];
    const from = objects.find((object) => object.objectType.toLowerCase() === name.replaceAll(' ', ''))?.orientedBox.centerM;
    const gap = ({ objectIndices }: Candidate): number => {
      const to = objects[objectIndices[0] ?? -1]?.orientedBox.centerM;
      return from === undefined || to === undefined
        ? Number.POSITIVE_INFINITY
        : Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]);
    };
    const valid = type
      .candidates(view, convention, role)
      .filter((candidate) => !taken.has(candidate.name) && candidate.objectIndices.length > 0)
      .map((candidate) => ({ candidate, gapM: gap(candidate) }))
      .sort((a, b) => a.gapM - b.gapM)
      .slice(0, swapsTried)
      .find(({ candidate }) => type.derive(view, { ...roles, [role]: candidate.name }, convention).isAnswered);
    return valid === undefined ? [] : [{ role, name: valid.candidate.name, gapM: valid.gapM }];
  });
  return found.sort((a, b) => a.gapM - b.gapM).map(({ role, name }) => [role, name]);
}

/** New wrong options, where those that are shown break a rule. */
function otherOptions({ type, view, convention, shown, seedParts }: Omit<EditInput, 'edit'>, roles: Roles, fix: MakeFix): SuggestedFix[] {
  const result = type?.derive(view, roles, convention);
  if (type === null || result === undefined || !result.isAnswered || shown.options.length === 0) return [];
  const kept = shown.options.map(({ text }) => text);
  const problem = checkOptions(type, kept, result.answer, result)[0];
  if (problem === undefined) return [];
  const options = drawOptions({ type, result, convention, seedParts: [...seedParts, 'fix'] });
  return options === null ? [] : fix('options', () => `Draw other options: ${problem.message}`, { roles, options });
}

/** Options of a new draw in random order; null where the type has too few wrong answers. Different `seedParts` give different draws. */
export function drawOptions(draw: {
  readonly type: QuestionType;
  readonly result: Parameters<QuestionType['distractors']>[0];
  readonly convention: EditInput['convention'];
  readonly seedParts: readonly (string | number)[];
}): string[] | null {
  const { type, result, convention, seedParts } = draw;
  for (let turn = 0; turn < optionDraws; turn += 1) {
    const pick = seededPick([...seedParts, turn]);
    try {
      const texts = [...type.distractors(result, convention, pick)];
      texts.splice(pick(texts.length + 1), 0, result.answer);
      if (checkOptions(type, texts, result.answer, result).length === 0) return texts;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return null;
}

/** The wording of the convention, where the stored one is another. */
function rephrased(
  type: QuestionType,
  { convention, shown, seedParts }: Omit<EditInput, 'edit'>,
  roles: Roles,
  fix: MakeFix,
): SuggestedFix[] {
  const text = type.phrase(roles, convention, seededPick([...seedParts, 'rephrase']));
  // An order is listed in an order of its own at every draw: the same words otherwise are the same wording.
  const words = (wording: string): string =>
    wording
      .split(/[\s,?.]+/)
      .sort()
      .join(' ');
  return words(text) === words(shown.text) ? [] : fix('rephrase', () => 'Rephrase in the wording of the convention', { roles, text });
}

/** How unlike two names are: edits per letter, 0 for the same; 1 where they have nothing to do with each other. */
function wordDistance(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left.split(' ').some((word) => word.length > 2 && right.split(' ').includes(word))) return 0.3;
  let row = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + cost));
    }
    row = next;
  }
  const share = (row[right.length] as number) / Math.max(left.length, right.length);
  return share <= 0.4 ? share : 1;
}
