/** What is known of every pixel of one frame, row by row from the top. All three come from the same renderer. */
export interface FramePixels {
  /** Four bytes per pixel: red, green, blue, and one without a meaning. */
  readonly rgbx: Uint8Array;
  /** Instance id per pixel; 0 is nothing. */
  readonly ids: Uint16Array;
  /** Distance along the optical axis in millimetres, at most 65,535; 0 is nothing. Null where nobody asked for depth. */
  readonly depthMm: Uint16Array | null;
}

/** Rounds depths in metres (0 = nothing) to whole millimetres; whatever is farther than 65.535 m becomes that. */
export function millimetresFromDepth(depthM: Float32Array, depthMm: Uint16Array): Uint16Array {
  for (let pixel = 0; pixel < depthMm.length; pixel += 1) depthMm[pixel] = Math.min(65_535, (depthM[pixel] as number) * 1000 + 0.5);
  return depthMm;
}
