import { memberSpans } from '../simsv/json-members.ts';
import { type PythonJsonStyle, pythonJson } from '../simsv/python-json.ts';

/** A piece of a text to replace: UTF-16 offsets. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text of a JSON object with some of its top-level values replaced, written in the text's own style. Keys that it does not have are not added, values
 * that are equal already stay as they are written, and so does every other byte.
 *
 * @param text - a valid JSON object.
 */
export function editMembers(text: string, changes: Readonly<Record<string, unknown>>): string {
  const style = jsonStyleOf(text);
  const replacements = [...memberSpans(text)].flatMap(([key, { start, end }]) => {
    if (!Object.hasOwn(changes, key)) return [];
    const now = pythonJson(changes[key], style);
    return isSameJson(text.slice(start, end), now) ? [] : [{ start, end, text: now }];
  });
  return applyReplacements(text, replacements);
}

/** Applies replacements that do not overlap, in any order. */
export function applyReplacements(text: string, replacements: readonly Replacement[]): string {
  return [...replacements]
    .sort((a, b) => b.start - a.start)
    .reduce((edited, { start, end, text: now }) => edited.slice(0, start) + now + edited.slice(end), text);
}

/** How the writer of a JSON text set blanks, and whether it escaped what is not ASCII. */
export function jsonStyleOf(text: string): PythonJsonStyle {
  return { isSpaced: !/^\s*\{\s*"[^"]*":\S/.test(text), areKeysSorted: false, isAscii: !/[\u0080-\uffff]/.test(text) };
}

function isSameJson(before: string, after: string): boolean {
  try {
    return JSON.stringify(JSON.parse(before)) === JSON.stringify(JSON.parse(after));
  } catch {
    return false;
  }
}
