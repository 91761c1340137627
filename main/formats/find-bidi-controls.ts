/** Overrides, embeddings, isolates and marks that change the order in which text is shown (Unicode Bidirectional Algorithm, UAX #9). */
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Names the invisible characters of a text that can make it read differently from what it holds ("U+202E"), each once; empty for nearly every text.
 * The text itself stays as it is, and pages show it isolated, so that it can reorder nothing around it.
 */
export function findBidiControls(text: string): string[] {
  const found = text.match(bidiControls);
  return found === null ? [] : [...new Set(found.map((char) => `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`))];
}

/** What is reported of a question whose text holds such characters. */
export function bidiMessage(controls: readonly string[]): string {
  return `Its text holds invisible characters that change the order in which it is shown (${controls.join(', ')}). It is kept as it is; look twice at what it says.`;
}
