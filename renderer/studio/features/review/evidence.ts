import { AppError } from '../../../../shared/errors.ts';
import type { NewDecision } from '../../../../shared/model/decision.ts';
import { useReview } from './review-store.ts';
import { studioPlayer } from './studio-player.ts';

/** How long a decision waits for the frame that is just being sought. */
const settleTimeoutMs = 3000;

/**
 * What was on screen when a decision was made. Waits for a running seek; without a picture the frame is null.
 * Throws `decision.illegal` where a verdict about the answer would rest on a picture that is not proven to be the frame.
 */
export async function readEvidence(operation: NewDecision['operation']): Promise<NewDecision['evidence']> {
  studioPlayer.pause();
  await studioPlayer.settled(settleTimeoutMs);
  const { state, frame } = studioPlayer.clock.getState();
  const isJudgement = operation === 'approve' || operation === 'edit';
  if (isJudgement && state !== 'exact' && state !== 'no-video' && state !== 'error') {
    throw new AppError(
      'decision.illegal',
      'The picture is not proven to be its frame, so the answer cannot be confirmed from it. Reject, skip or flag it instead.',
    );
  }
  const hasPicture = state !== 'no-video' && state !== 'error';
  return {
    frame: hasPicture ? frame : null,
    isFrameExact: state === 'exact',
    dwellMs: Math.round(performance.now() - useReview.getState().shownAtMs),
  };
}
