import type { ParsedText } from '../question-type.ts';

/** Recognises the wording of a type without roles: there is nothing to take out of it, and nothing that an edit could replace. Null where no pattern fits. */
export function parseRoleless(text: string, patterns: readonly RegExp[]): ParsedText | null {
  return patterns.some((pattern) => pattern.test(text)) ? { roles: {}, spans: [] } : null;
}
