/** A 32-bit unsigned hash of a text that never changes between runs, versions or machines (FNV-1a over UTF-16 units); not for security. */
export function hashFromText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // A last mix, so that ids which differ only in their last digit do not get neighbouring values.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}

/** A stable pseudo-random number from 0 (inclusive) to 1 (exclusive) for a place in a pattern, e.g. row and column of a tile. */
export function noiseAt(seed: number, i: number, j: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(i + 0x7f4a7c15, 0xc2b2ae35) ^ Math.imul(j + 0x165667b1, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}
