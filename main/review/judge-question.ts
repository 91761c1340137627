import type { Agreement, QuestionContent } from '../../shared/api/index.ts';
import { listingOfQuestion, type QuestionListing, unreadableListing } from '../../shared/findings/find-in-question.ts';
import { compareWithStored } from '../../shared/questions/compare.ts';
import { type ConventionName, conventions } from '../../shared/questions/conventions/index.ts';
import type { TrajectoryView } from '../../shared/questions/question-type.ts';
import { findQuestionType } from '../../shared/questions/registry.ts';

/** What the formula says of a stored question, in short. */
export interface Judgement {
  readonly agreement: Agreement;
  /** 0 (on the border) to 1; null when undecidable. */
  readonly marginScore: number | null;
  readonly listing: QuestionListing;
}

/**
 * Derives a question's answer and compares; undecidable where its type is unknown, its roles cannot be read, the convention refuses, or there is no
 * geometry (`view` is null).
 */
export function judgeQuestion(view: TrajectoryView | null, task: string, content: QuestionContent, convention: ConventionName): Judgement {
  const type = findQuestionType(task);
  if (view === null) return { agreement: 'undecidable', marginScore: null, listing: listingWithoutView(content) };
  if (type === null || content.roles === null) return { agreement: 'undecidable', marginScore: null, listing: unreadableListing };
  const result = type.derive(view, content.roles, conventions[convention]);
  const agreement = compareWithStored(type, content.answer, result);
  const marginScore = result.isAnswered && agreement !== 'undecidable' ? result.margin.score : null;
  return { agreement, marginScore, listing: listingOfQuestion(view, conventions[convention], { roles: content.roles, result, agreement }) };
}

/** What lists know of a question before its scene is read, and for good where there is nothing to read: the objects it names. */
export function listingWithoutView({ roles }: QuestionContent): QuestionListing {
  return { findings: [], objects: [...new Set(Object.values(roles ?? {}))], rooms: [] };
}
