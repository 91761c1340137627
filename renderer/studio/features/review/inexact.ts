import { create } from 'zustand';
import type { NewDecision } from '../../../../shared/model/decision.ts';
import type { FrameState } from '../../../player/clock.ts';

/** A judgement that waits for a second press because what was on screen is not proven. */
export interface AskedAgain {
  readonly questionId: string;
  readonly operation: NewDecision['operation'];
  readonly frame: number;
  readonly state: FrameState;
  /** Makes the same decision again, which then stands. */
  readonly again: () => void;
}

/** The judgement that is being asked about, or null. */
export const useInexact = create<{ readonly asked: AskedAgain | null }>(() => ({ asked: null }));

/** Thrown instead of storing a judgement that nobody has confirmed yet; the question is on screen, so this is no failure to report. */
export class UnconfirmedError extends Error {
  override readonly name = 'UnconfirmedError';
}

const inexactStates: ReadonlySet<FrameState> = new Set(['loading', 'seeking', 'unverified', 'unreadable', 'error']);

/**
 * Whether a decision needs a second press: it judges the answer, and a video is there whose frame is not proven to be what was on screen. Without any
 * video there is nothing to mistake, and a broken one may be rejected for just that.
 */
export function needsSecondPress(
  decision: { readonly operation: NewDecision['operation']; readonly reason?: string },
  state: FrameState,
): boolean {
  const judges = decision.operation === 'approve' || decision.operation === 'edit' || decision.operation === 'reject';
  return judges && decision.reason !== 'broken-media' && inexactStates.has(state);
}

/**
 * Passes when this very judgement was asked about before; otherwise asks and throws {@link UnconfirmedError}. Another question, another operation or
 * another frame asks anew.
 */
export function confirmInexact(asking: AskedAgain): void {
  const { asked } = useInexact.getState();
  const isSame = asked?.questionId === asking.questionId && asked.operation === asking.operation && asked.frame === asking.frame;
  useInexact.setState({ asked: isSame ? null : asking });
  if (!isSame) throw new UnconfirmedError();
}
