import type { Agreement, QuestionContent } from '../../shared/api/index.ts';
import { missingCase } from '../../shared/errors.ts';
import type { QuestionListing } from '../../shared/findings/find-in-question.ts';
import type { Decision, DecisionOperation, Verdict } from '../../shared/model/decision.ts';

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
 * The operations that change something where a question stands: the state machine's arrows. Every verdict may follow every other one (deciding again supersedes);
 * a flag is set or taken off, never twice; a comment is always welcome. Undo and redo are arrows of the log, not of one question.
 */
export function legalOperations(state: QuestionState): ReadonlySet<DecisionOperation> {
  return new Set<DecisionOperation>(['approve', 'reject', 'edit', 'skip', 'comment', state.isFlagged ? 'unflag' : 'flag']);
}

/**
 * Where a question stands after its decisions, whatever order they arrive in and however often: they count once each, in the order of their clocks. A decision
 * that an undo took back (and no later redo restored) does not count; only who made it can take it back, and only afterwards. A verdict counts only for the
 * content it was given on: an approval of a wording that an undone edit had made falls away with it.
 */
export function foldDecisions(storedHash: string, decisions: readonly Decision[]): QuestionState {
  return standingDecisions(decisions).reduce(stepDecision, untouchedState(storedHash));
}

/** The decisions that no undo took back, in the order of their clocks. */
export function standingDecisions(decisions: readonly Decision[]): Decision[] {
  const ordered = [...new Map(decisions.map((decision) => [decision.id, decision])).values()].sort(compareDecisions);
  const undone = undoneDecisions(ordered);
  return ordered.filter(({ id }) => !undone.has(id));
}

/** By clock; ids decide between equal readings, so that every machine sorts alike. */
function compareDecisions(a: Decision, b: Decision): number {
  if (a.clock !== b.clock) return a.clock < b.clock ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function undoneDecisions(ordered: readonly Decision[]): ReadonlySet<string> {
  const made = new Map<string, string>();
  const undone = new Set<string>();
  for (const { id, operation, payload, reviewer } of ordered) {
    const target = String(payload['decisionId']);
    const isOwn = made.get(target) === reviewer;
    if (operation === 'undo' && isOwn) undone.add(target);
    else if (operation === 'redo' && isOwn) undone.delete(target);
    else if (operation !== 'undo' && operation !== 'redo') made.set(id, reviewer);
  }
  return undone;
}

function stepDecision(state: QuestionState, decision: Decision): QuestionState {
  const { operation, payload, questionHash } = decision;
  // Two machines may both have set a flag, or judged a wording that another edit replaced: what has no arrow from here changes nothing.
  if (!legalOperations(state).has(operation)) return state;
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
