/** Width of the slider's thumb: a native slider's ends lie half a thumb inside. */
const thumbPx = 14;

/** Where a frame lies on a track of `widthPx`, in pixels from its left edge. */
export function frameX(frame: number, frameCount: number, widthPx: number): number {
  return thumbPx / 2 + (frame / Math.max(1, frameCount - 1)) * Math.max(0, widthPx - thumbPx);
}

/** The frame under a point of a track; points outside belong to the first and the last. */
export function frameAtX(xPx: number, frameCount: number, widthPx: number): number {
  const share = (xPx - thumbPx / 2) / Math.max(1, widthPx - thumbPx);
  return Math.max(0, Math.min(frameCount - 1, Math.round(share * (frameCount - 1))));
}
