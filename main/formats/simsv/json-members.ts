/** Where the value of a member lies in the text of a JSON object: UTF-16 offsets. */
export interface MemberSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * The top-level members of a JSON object by key, so that one value can be replaced and every other byte stays.
 * The text from `start` must be a valid JSON object (`JSON.parse` accepted it); of repeated keys the last counts, as it does there.
 */
export function memberSpans(text: string, start = 0): Map<string, MemberSpan> {
  const spans = new Map<string, MemberSpan>();
  let at = skipBlanks(text, text.indexOf('{', start) + 1);
  while (text[at] === '"') {
    const keyEnd = valueEnd(text, at);
    const key = JSON.parse(text.slice(at, keyEnd)) as string;
    const valueStart = skipBlanks(text, text.indexOf(':', keyEnd) + 1);
    const end = valueEnd(text, valueStart);
    spans.set(key, { start: valueStart, end });
    at = skipBlanks(text, end);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return spans;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at += 1;
  return at;
}

/** End of the value that starts at `start`: strings and brackets are followed to their close, anything else to a delimiter. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at] as string;
    if (char === '"') {
      at = stringEnd(text, at) - 1;
      if (depth === 0) return at + 1;
    } else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
      if (depth < 0) return at;
    } else if (depth === 0 && ', \t\r\n'.includes(char)) return at;
  }
  return text.length;
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/** The elements of a JSON array in order; the text from `start` must be a valid JSON array. */
export function elementSpans(text: string, start: number): MemberSpan[] {
  const spans: MemberSpan[] = [];
  let at = skipBlanks(text, text.indexOf('[', start) + 1);
  while (at < text.length && text[at] !== ']') {
    const end = valueEnd(text, at);
    spans.push({ start: at, end });
    at = skipBlanks(text, end);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return spans;
}
