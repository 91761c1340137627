/** A run of words that both texts have, or only the one before or after. */
export interface DiffPart {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Texts of more words than this are shown whole, before and after: the table of a diff grows with their product. */
const maxWords = 600;

/** A text that keeps less than this of its letters is another one: woven together, the two could not be read. */
const leastShareKept = 0.5;

/** What became of a text, word by word. */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const [a, b] = [before.split(/(\s+)/), after.split(/(\s+)/)];
  if (a.length > maxWords || b.length > maxWords) return merge([part('gone', before), part('new', after)]);
  const common = commonLengths(a, b);
  const at = (i: number, j: number): number => common[i * (b.length + 1) + j] as number;
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push(part('same', a[i] as string));
      [i, j] = [i + 1, j + 1];
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      parts.push(part('gone', a[i] as string));
      i += 1;
    } else {
      parts.push(part('new', b[j] as string));
      j += 1;
    }
  }
  const kept = parts.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.trim().length : 0), 0);
  const isPatchwork = kept < leastShareKept * Math.max(before.length, after.length);
  return merge(isPatchwork ? [part('gone', before), part('new', after)] : parts);
}

function part(kind: DiffPart['kind'], text: string): DiffPart {
  return { kind, text };
}

/** Length of the longest common subsequence of what follows each pair of places. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const next = lengths[(i + 1) * width + j + 1] as number;
      lengths[i * width + j] =
        a[i] === b[j] ? next + 1 : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
    }
  }
  return lengths;
}

function merge(parts: readonly DiffPart[]): DiffPart[] {
  const merged: DiffPart[] = [];
  for (const next of parts) {
    const last = merged.at(-1);
    if (next.text === '') continue;
    if (last?.kind === next.kind) merged[merged.length - 1] = part(last.kind, last.text + next.text);
    else merged.push(next);
  }
  return merged;
}
