import { maxJsonDepth, maxRecordBytes } from './limits.ts';
import { textFromUtf8 } from './text-from-utf8.ts';

/**
 * Parses one JSON record that a stranger wrote. Throws a SyntaxError or RangeError, whose message ends the sentence "it is unreadable: …", for what is no UTF-8 or
 * no JSON, longer than `maxRecordBytes`, or nested deeper than `maxJsonDepth`. A key `__proto__` is a key like any other: it never touches a prototype.
 */
export function parseSafeJson(line: string | Uint8Array): unknown {
  return JSON.parse(safeJsonText(line));
}

/** The text of a record that is safe to parse; throws as {@link parseSafeJson} does. */
export function safeJsonText(line: string | Uint8Array): string {
  if (line.length > maxRecordBytes) throw new RangeError(`it is longer than ${maxRecordBytes / 2 ** 20} MiB`);
  const text = typeof line === 'string' ? line : textFromUtf8(line);
  if (depthExceeds(text, maxJsonDepth)) throw new RangeError(`it is nested deeper than ${maxJsonDepth} levels`);
  return text;
}

/** Whether JSON text is nested deeper than `limit`. Nearly every record has too few brackets for that, which is seen at once. */
export function depthExceeds(text: string, limit: number): boolean {
  if (countOf(text, '{', limit) + countOf(text, '[', limit) <= limit) return false;
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (isInText) {
      if (char === backslash) at += 1;
      else if (char === quote) isInText = false;
    } else if (char === quote) isInText = true;
    else if (char === openBrace || char === openBracket) {
      depth += 1;
      if (depth > limit) return true;
    } else if (char === closeBrace || char === closeBracket) depth -= 1;
  }
  return false;
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

/** Occurrences of a character, counted to one beyond `limit`. */
function countOf(text: string, char: string, limit: number): number {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0 && count <= limit; at = text.indexOf(char, at + 1)) count += 1;
  return count;
}
