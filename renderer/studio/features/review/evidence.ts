import type { NewDecision } from '../../../../shared/model/decision.ts';
import { confirmInexact, needsSecondPress } from './inexact.ts';
import { useReview } from './review-store.ts';
import { studioPlayer } from './studio-player.ts';
import type { Verb } from './verb.ts';

/** How long a decision waits for the frame that is just being sought. */
const settleTimeoutMs = 3000;

/**
 * What was on screen when a decision was made. Waits for a running seek; without a picture the frame is null.
 * Throws `UnconfirmedError` where a judgement would rest on a picture that is not proven to be the frame, until it is made a second time (`again`).
 */
export async function readEvidence(questionId: string, verb: Verb, again: () => void): Promise<NewDecision['evidence']> {
  studioPlayer.pause();
  await studioPlayer.settled(settleTimeoutMs);
  const { state, frame } = studioPlayer.clock.getState();
  if (needsSecondPress(verb, state)) confirmInexact({ questionId, operation: verb.operation, frame, state, again });
  const hasPicture = state !== 'no-video' && state !== 'error' && state !== 'unreadable' && state !== 'loading';
  return {
    frame: hasPicture ? frame : null,
    isFrameExact: state === 'exact',
    dwellMs: Math.round(performance.now() - useReview.getState().shownAtMs),
  };
}
