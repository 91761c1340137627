import { setImmediate } from 'node:timers/promises';
import { AppError, type Problem } from '../../shared/errors.ts';
import type { Convention } from '../../shared/questions/convention.ts';
import { type ConventionName, conventions } from '../../shared/questions/conventions/index.ts';
import { checkQuestion, problemWithOptions, type UndecidedReason, type Verdict } from './check-question.ts';
import type { QuestionSource, SourceQuestion } from './question-source.ts';

/** Verdicts by agreement. */
export interface VerifyCounts {
  readonly agree: number;
  readonly disagree: number;
  readonly undecidable: number;
}

/** A question whose record is wrong, with its place. */
export interface Disagreement {
  readonly id: string;
  readonly type: string;
  readonly file: string;
  readonly line: number;
  readonly stored: string;
  readonly derived: string;
  readonly reason: Extract<Verdict, { agreement: 'disagree' }>['reason'];
  readonly message: string;
}

/** A question that nothing can be said of, and why. */
export interface Undecided {
  readonly id: string;
  readonly type: string;
  readonly file: string;
  readonly line: number;
  readonly reason: UndecidedReason;
  readonly message: string;
}

/** What came of verifying a source. */
export interface VerifyReport extends VerifyCounts {
  readonly questions: number;
  /** By task name, sorted. */
  readonly byType: Readonly<Record<string, VerifyCounts>>;
  readonly disagreements: readonly Disagreement[];
  readonly undecided: readonly Undecided[];
  readonly problems: readonly Problem[];
}

/** How to verify. */
export interface VerifyOptions {
  /** The convention to judge by, from the one that the answers were made with; that one unless told. */
  readonly conventionFor?: (stored: ConventionName) => Convention;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly label: string }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Derives every stored answer again and compares. What cannot be read is in `problems`, what cannot be decided in `undecided`, each with its place; neither
 * stops the rest. Throws `cancelled`.
 */
export async function verifyQuestions(source: QuestionSource, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { conventionFor = (name: ConventionName) => conventions[name], onProgress, signal } = options;
  const byType = new Map<string, { agree: number; disagree: number; undecidable: number }>();
  const disagreements: Disagreement[] = [];
  const undecided: Undecided[] = [];
  const optionProblems: Problem[] = [];
  let done = 0;
  for await (const { label, view, whyNoView, convention, questions } of source.groups) {
    if (signal?.aborted) throw new AppError('cancelled', 'Verification was interrupted. It writes nothing, so nothing is half-done.');
    const context = { view, whyNoView, convention: conventionFor(convention) };
    for (const question of questions) {
      const verdict = checkQuestion(question, context);
      const counts = byType.get(question.task) ?? { agree: 0, disagree: 0, undecidable: 0 };
      counts[verdict.agreement] += 1;
      byType.set(question.task, counts);
      if (verdict.agreement === 'disagree') disagreements.push({ ...placeOf(question), ...withoutAgreement(verdict) });
      if (verdict.agreement === 'undecidable') undecided.push({ ...placeOf(question), ...withoutAgreement(verdict) });
      const problem = problemWithOptions(question);
      if (problem !== null) optionProblems.push(problem);
    }
    done += 1;
    onProgress?.({ done, total: source.groupCount, label });
    // Lets an interruption through between scenes.
    await setImmediate();
  }
  const sorted = [...byType].sort(([a], [b]) => (a < b ? -1 : 1));
  const sum = (key: keyof VerifyCounts): number => sorted.reduce((total, [, counts]) => total + counts[key], 0);
  const totals = { agree: sum('agree'), disagree: sum('disagree'), undecidable: sum('undecidable') };
  const questions = totals.agree + totals.disagree + totals.undecidable;
  const problems = [...source.problems, ...optionProblems];
  return { questions, ...totals, byType: Object.fromEntries(sorted), disagreements, undecided, problems };
}

function placeOf({ id, task, file, line }: SourceQuestion): Pick<Disagreement, 'id' | 'type' | 'file' | 'line'> {
  return { id, type: task, file, line };
}

function withoutAgreement<V extends { agreement: string }>({ agreement: _agreement, ...rest }: V): Omit<V, 'agreement'> {
  return rest;
}
