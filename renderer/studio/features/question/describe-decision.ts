import { missingCase } from '../../../../shared/errors.ts';
import { type Decision, defaultRejectReasons, type RejectReason } from '../../../../shared/model/decision.ts';

/** A decision in a few words for the history and the note after saving; `reasons` is the workspace's taxonomy. */
export function describeDecision(decision: Decision, reasons: readonly RejectReason[] = defaultRejectReasons): string {
  switch (decision.operation) {
    case 'approve':
      return 'Approved';
    case 'reject':
      return `Rejected: ${reasonLabel(decision.payload['reason'], reasons)}`;
    case 'edit':
      return 'Edited';
    case 'skip':
      return 'Skipped';
    case 'flag':
      return 'Flagged';
    case 'unflag':
      return 'Flag removed';
    case 'comment':
      return 'Commented';
    case 'undo':
      return 'Undone';
    case 'redo':
      return 'Redone';
    default:
      return missingCase(decision.operation);
  }
}

/** Time of a decision from its clock (`<ms, 15 digits>-…`), in the reader's own zone and words. */
export function timeOfDecision(decision: Decision): Date {
  return new Date(Number(decision.clock.slice(0, 15)));
}

function reasonLabel(id: unknown, reasons: readonly RejectReason[]): string {
  return reasons.find((reason) => reason.id === id)?.label.toLowerCase() ?? String(id);
}
