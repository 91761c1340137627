import type { Problem } from '../../shared/errors.ts';
import { compareWithStored } from '../../shared/questions/compare.ts';
import type { Convention } from '../../shared/questions/convention.ts';
import type { Derivation, Refusal, refusalReasons, TrajectoryView } from '../../shared/questions/question-type.ts';
import { findQuestionType } from '../../shared/questions/registry.ts';
import { type Contradiction, checkLetter, checkRoles, repeatedOptions } from './check-record.ts';
import type { SourceQuestion } from './question-source.ts';

/** Why nothing can be said of a question: a formula's own refusal, or there is nothing to ask it with. */
export type UndecidedReason = (typeof refusalReasons)[number] | 'unknown-type' | 'unreadable-wording' | 'no-metadata' | 'failed';

/** What verification says of one question. */
export type Verdict =
  | { readonly agreement: 'agree' }
  | {
      readonly agreement: 'disagree';
      readonly reason: 'answer' | Contradiction['reason'];
      readonly stored: string;
      readonly derived: string;
      readonly message: string;
    }
  | { readonly agreement: 'undecidable'; readonly reason: UndecidedReason; readonly message: string };

/** What a question is checked against. */
export interface CheckContext {
  readonly view: TrajectoryView | null;
  readonly whyNoView: string;
  readonly convention: Convention;
}

/**
 * Derives a stored question's answer and compares, and looks for what the record says against itself. A record that contradicts itself disagrees, whether
 * its answer can be derived or not.
 */
export function checkQuestion(question: SourceQuestion, context: CheckContext): Verdict {
  const { content } = question;
  const type = findQuestionType(question.task);
  const contradiction = (type === null ? null : checkRoles(type, content, context.convention)) ?? checkLetter(content);
  if (contradiction?.reason === 'roles-differ') return disagreement(contradiction);
  const derived = deriveAnswer(question, context);
  if (derived.result?.isAnswered && type !== null && compareWithStored(type, content.answer, derived.result) === 'disagree') {
    const { answer, unit } = derived.result;
    const message = `The stored answer is “${content.answer}”; the formula says “${answer}”${unit === null ? '' : ` (${unit})`}.`;
    return { agreement: 'disagree', reason: 'answer', stored: content.answer, derived: answer, message };
  }
  if (contradiction !== null) return disagreement(contradiction);
  if (derived.result === null) return { agreement: 'undecidable', reason: derived.reason, message: derived.message };
  if (derived.result.isAnswered) return { agreement: 'agree' };
  return { agreement: 'undecidable', reason: derived.result.reason, message: derived.result.message };
}

/** Options of a stored question that are the same; null where each says something else. */
export function problemWithOptions({ id, file, line, content }: SourceQuestion): Problem | null {
  const repeated = repeatedOptions(content.options);
  if (repeated.length === 0) return null;
  const shown = repeated.map(({ letter, text }) => `${letter}. ${text}`).join(', ');
  return { code: 'question.malformed', file, line, item: id, message: `Options are not unique: ${shown} says the same as an earlier one.` };
}

type Derived =
  | { readonly result: Derivation | Refusal }
  | { readonly result: null; readonly reason: UndecidedReason; readonly message: string };

function deriveAnswer({ task, content }: SourceQuestion, { view, whyNoView, convention }: CheckContext): Derived {
  const type = findQuestionType(task);
  if (type === null) return { result: null, reason: 'unknown-type', message: `No question type is called ${task}.` };
  if (view === null) return { result: null, reason: 'no-metadata', message: whyNoView };
  if (content.roles === null) {
    const message = 'Neither the record nor its wording says in a known way which objects are meant.';
    return { result: null, reason: 'unreadable-wording', message };
  }
  try {
    return { result: type.derive(view, content.roles, convention) };
  } catch (error) {
    // One record that a formula was not ready for must not cost the report on all the others.
    return { result: null, reason: 'failed', message: `The formula failed: ${(error as Error).message}. Please report this as a defect.` };
  }
}

function disagreement({ reason, stored, instead, message }: Contradiction): Verdict {
  return { agreement: 'disagree', reason, stored, derived: instead, message };
}
