import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomIndex } from './question-type.ts';

/** A stream of draws that depends only on the parts: the same parts give the same questions on every machine. */
export function seededPick(parts: readonly (string | number)[]): RandomIndex {
  const random = xoroshiro128plus(hashText(parts.join('\0')));
  return (n) => uniformInt(random, 0, n - 1);
}

/** The items in random order (Fisher-Yates); the input stays as it is. */
export function shuffle<T>(items: readonly T[], pick: RandomIndex): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = pick(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
