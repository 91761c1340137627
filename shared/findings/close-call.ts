import { bitsFromFindings } from './finding-kinds.ts';

/** Margin scores below this are close calls unless the reviewer's settings say otherwise: another answer is a tenth of the way off. */
export const defaultCloseCallScore = 0.1;

const closeCallBit = bitsFromFindings(['close-call']);

/**
 * Findings of a question by a threshold of one's own: whether a margin is small is not a property of the question.
 *
 * @param bits as they are stored, judged by {@link defaultCloseCallScore}
 * @param marginScore 0 to 1; without one (null, NaN) the stored bit stands
 */
export function withCloseCallBelow(bits: number, marginScore: number | null, score: number): number {
  if (marginScore === null || Number.isNaN(marginScore)) return bits;
  return marginScore < score ? (bits | closeCallBit) >>> 0 : (bits & ~closeCallBit) >>> 0;
}
