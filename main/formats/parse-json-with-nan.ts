/**
 * Parses JSON, and also what Python's json module writes for numbers that are none: bare NaN, Infinity and -Infinity become null, so that one bad
 * number costs one record and not the whole file. Throws SyntaxError on anything else.
 */
export function parseJsonWithNaN(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const mended = text.replace(stringOrNoNumber, (found) => (found.startsWith('"') ? found : 'null'));
    if (mended === text) throw error;
    return JSON.parse(mended);
  }
}

/** Strings are matched too, so that words in them stay. */
const stringOrNoNumber = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/gs;
