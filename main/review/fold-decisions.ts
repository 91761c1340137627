import type { Agreement, QuestionContent } from '../../shared/api/index.ts';
import { missingCase } from '../../shared/errors.ts';
import type { QuestionListing } from '../../shared/findings/find-in-question.ts';
import type { Decision, Verdict } from '../../shared/model/decision.ts';

/** What an edit made of a question. Kept in the decision, so that a log can be replayed without the scene. */
export interface EditOutcome {
  readonly content: QuestionContent;
  /** Identity of the edited content, as {@link QuestionState.contentHash}. */
  readonly contentHash: string;
  readonly agreement: Agreement;
  readonly marginScore: number | null;
  /** The type's own record fields of the new answer, for formats that store them. */
  readonly recordFields: Readonly<Record<string, unknown>>;
  /** What lists know of the edited content; absent in logs of older versions. */
  readonly listing?: QuestionListing;
}

/** Where a question stands. */
export interface QuestionState {
  readonly verdict: Verdict;
  readonly isFlagged: boolean;
  /** The edit in force; null while the stored content stands. */
  readonly edit: EditOutcome | null;
  /** Identity of the content in force. */
  readonly contentHash: string;
}

/** The state of a question nobody has touched. */
export function untouchedState(storedHash: string): QuestionState {
  return { verdict: 'undecided', isFlagged: false, edit: null, contentHash: storedHash };
}

/**
 * Where a question stands after its decisions, whatever order they are given in: they count in the order of their clocks. A decision that an
 * undo took back (and no later redo restored) does not count. A verdict counts only for the content it was given on: an approval of a
 * wording that an undone edit had made falls away with it.
 */
export function foldDecisions(storedHash: string, decisions: readonly Decision[]): QuestionState {
  return standingDecisions(decisions).reduce(stepDecision, untouchedState(storedHash));
}

/** The decisions that no undo took back, in the order of their clocks. */
export function standingDecisions(decisions: readonly Decision[]): Decision[] {
  const ordered = [...decisions].sort((a, b) => (a.clock < b.clock ? -1 : 1));
  const undone = undoneDecisions(ordered);
  return ordered.filter(({ id }) => !undone.has(id));
}

function undoneDecisions(ordered: readonly Decision[]): ReadonlySet<unknown> {
  const undone = new Set<unknown>();
  for (const { operation, payload } of ordered) {
    if (operation === 'undo') undone.add(payload['decisionId']);
    if (operation === 'redo') undone.delete(payload['decisionId']);
  }
  return undone;
}

function stepDecision(state: QuestionState, decision: Decision): QuestionState {
  const { operation, payload, questionHash } = decision;
  const isAboutThis = questionHash === state.contentHash;
  switch (operation) {
    case 'approve':
      return isAboutThis ? { ...state, verdict: 'approved' } : state;
    case 'reject':
      return isAboutThis ? { ...state, verdict: 'rejected' } : state;
    case 'skip':
      return isAboutThis ? { ...state, verdict: 'skipped' } : state;
    case 'edit': {
      const edit = payload['outcome'] as EditOutcome;
      return { ...state, verdict: 'edited', edit, contentHash: edit.contentHash };
    }
    case 'flag':
      return { ...state, isFlagged: true };
    case 'unflag':
      return { ...state, isFlagged: false };
    case 'comment':
    case 'undo':
    case 'redo':
      return state;
    default:
      return missingCase(operation);
  }
}
