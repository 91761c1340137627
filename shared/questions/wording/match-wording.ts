import type { ParsedText, RoleSpan } from '../question-type.ts';

/**
 * Takes a wording apart by the first pattern that fits. A named group is a role; a role that a wording mentions again is a second
 * group with `$` and anything after the role's name, and must say the same. Patterns need the `d` flag. Null where none fits.
 */
export function matchWording(text: string, patterns: readonly RegExp[]): ParsedText | null {
  for (const pattern of patterns) {
    const parsed = matchPattern(text, pattern);
    if (parsed !== null) return parsed;
  }
  return null;
}

/** The text with every span replaced by its role's new name. Spans must not overlap. */
export function replaceSpans(text: string, spans: readonly RoleSpan[], names: Readonly<Record<string, string>>): string {
  let result = text;
  for (const span of [...spans].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, span.start) + (names[span.role] ?? text.slice(span.start, span.end)) + result.slice(span.end);
  }
  return result;
}

function matchPattern(text: string, pattern: RegExp): ParsedText | null {
  const groups = pattern.exec(text)?.indices?.groups;
  if (groups === undefined) return null;
  const roles: Record<string, string> = {};
  const spans: RoleSpan[] = [];
  for (const [group, range] of Object.entries(groups)) {
    const role = group.split('$', 1)[0] as string;
    const name = text.slice(...range);
    if (roles[role] !== undefined && roles[role] !== name) return null;
    roles[role] = name;
    spans.push({ role, start: range[0], end: range[1] });
  }
  return { roles, spans: spans.sort((a, b) => a.start - b.start) };
}
