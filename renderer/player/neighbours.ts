/** Frames ahead that are decoded while the reviewer looks. */
const aheadFrames = 10;

/** True where going from one frame to the other is a step, not a jump. */
export function isNear(frame: number, other: number): boolean {
  return Math.abs(frame - other) <= aheadFrames;
}

/** What is worth decoding next: ahead in the direction of the last step, and nothing after a jump, whose next target nobody knows. */
export function neighboursOf(frame: number, before: number): number[] {
  const move = frame - before;
  if (move === 0 || !isNear(frame, before)) return [];
  const sign = Math.sign(move);
  // Backwards the far end comes first: decoding it brings the frames after it too.
  return sign > 0 ? [frame + aheadFrames] : [frame - aheadFrames, frame - 1];
}
