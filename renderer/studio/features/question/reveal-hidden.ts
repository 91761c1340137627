/** Bidirectional controls, zero-width and other invisible characters: text with them reads differently from what is stored. */
const hidden = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;

/** Text with invisible characters spelled out, e.g. "[U+202E]": a reviewer must not approve what reads differently. */
export function revealHidden(text: string): string {
  return text.replace(hidden, (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}
