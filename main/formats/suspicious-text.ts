import type { QuestionContent } from '../../shared/api/index.ts';

/** Characters that change the direction of the text around them, which can make a reviewer read another answer than the one stored. Source: Unicode TR 36, 2.10. */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/u;

/**
 * Why the text of a question does not read as it is stored, null where it does. The question is kept, byte for byte: that somebody hid something in it is
 * for the reviewer to judge.
 */
export function suspicionOf({ text, answer, options }: QuestionContent): string | null {
  const found = directionControls.exec(text) ?? directionControls.exec(answer) ?? directionControls.exec(options.map((option) => option.text).join(''));
  if (found === null) return null;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `Its text holds invisible characters that change the direction of reading (U+${code}), so it may not read as it is stored.`;
}
