import type { Decision } from '../../shared/model/decision.ts';
import { foldDecisions, standingDecisions } from './fold-decisions.ts';

/** Who brought a question where it stands, and when: what lists show and narrow by. */
export interface DecisionTrace {
  /** Who gave the verdict in force; null while undecided. */
  readonly reviewer: string | null;
  /** Why it is rejected; null unless it is. */
  readonly rejectReason: string | null;
  /** True where a comment stands, alone or with a rejection. */
  readonly hasComment: boolean;
  /** Time of the latest decision of any kind, taken back or not; ms since the epoch, null before the first. */
  readonly changedAtMs: number | null;
}

const verdictOperations: readonly Decision['operation'][] = ['approve', 'reject', 'edit', 'skip'];

/** The trace that the decisions on one question leave, in whatever order they are given. */
export function traceDecisions(storedHash: string, decisions: readonly Decision[]): DecisionTrace {
  const { verdict, contentHash } = foldDecisions(storedHash, decisions);
  const standing = standingDecisions(decisions);
  const isInForce = ({ operation, questionHash }: Decision) =>
    verdictOperations.includes(operation) && (operation === 'edit' || questionHash === contentHash);
  const verdictDecision = verdict === 'undecided' ? undefined : standing.findLast(isInForce);
  const latest = decisions.reduce((clock, decision) => (decision.clock > clock ? decision.clock : clock), '');
  return {
    reviewer: verdictDecision?.reviewer ?? null,
    rejectReason: verdict === 'rejected' ? String(verdictDecision?.payload['reason'] ?? '') : null,
    hasComment: standing.some(({ payload }) => typeof payload['comment'] === 'string' && payload['comment'] !== ''),
    changedAtMs: latest === '' ? null : Number(latest.split('-')[0]),
  };
}
