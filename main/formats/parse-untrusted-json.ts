import { parseJsonWithNaN } from './parse-json-with-nan.ts';
import { textFromUtf8 } from './text-from-utf8.ts';

/** Arrays and objects inside each other; no record of any known format has ten. */
export const deepestJson = 64;

/**
 * Parses JSON of a shard, which may be hostile: invalid UTF-8 and nesting deeper than {@link deepestJson} are refused before anything is built, members named
 * `__proto__` are dropped wherever they are (copying such an object by assignment would change its prototype), and Python's NaN and Infinity become null.
 *
 * @throws Error saying what is wrong; `SyntaxError` where it is no JSON.
 */
export function parseUntrustedJson(bytes: Uint8Array): unknown {
  const text = textFromUtf8(bytes);
  if (isDeeperThan(text, deepestJson)) throw new Error(`it is nested more than ${deepestJson} levels deep`);
  const value = parseJsonWithNaN(text);
  // A cheap test that also fires on harmless text; an escaped letter could hide the name.
  return /__proto__|\\u00[57]/i.test(text) ? withoutProto(value) : value;
}

/** Whether JSON text is nested deeper than `limit`: brackets outside strings; more closing than opening ones are left to the parser. */
export function isDeeperThan(text: string, limit: number): boolean {
  // Nearly every record has too few brackets for that, which takes a fraction of the time to see.
  if (hasAtMost(text, '{', limit / 2) && hasAtMost(text, '[', limit / 2)) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = closingQuote(text, at + 1);
      if (at < 0) return false;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

function hasAtMost(text: string, char: string, limit: number): boolean {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0 && count <= limit; at = text.indexOf(char, at + 1)) count += 1;
  return count <= limit;
}

/** Where a string ends that begins before `from`; -1 where it does not. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 0x5c && at - 1 - slashes >= from) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

function withoutProto(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProto);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(members.map(([key, member]) => [key, withoutProto(member)]));
}
