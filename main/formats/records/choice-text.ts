import type { Option } from '../../../shared/model/question.ts';

/** An option as a line: "A. left", "(B) right", "C) back". */
const choicePattern = /^([ \t]*\(?)([A-Z])([.):]\)?|\))([ \t]+)(.*)$/s;

/** How the letters of a list of options are set: "A. left" has `before` "" and `after` ". ". */
export interface ChoiceStyle {
  readonly before: string;
  readonly after: string;
}

/** SIMS-V's and VSI-Bench's way. */
export const dottedChoices: ChoiceStyle = { before: '', after: '. ' };

/** Takes an option apart; null where it does not begin with a letter. */
export function parseChoice(choice: string): { readonly option: Option; readonly style: ChoiceStyle } | null {
  const [, before = '', letter = '', mark = '', blank = '', text = ''] = choicePattern.exec(choice) ?? [];
  return letter === '' ? null : { option: { letter, text: text.trimEnd() }, style: { before, after: mark + blank } };
}

/** The options of a list of texts; one without a letter gets that of its place. */
export function optionsFromChoices(choices: readonly string[]): Option[] {
  return choices.map((choice, index) => parseChoice(choice)?.option ?? { letter: String.fromCharCode(65 + index), text: choice });
}

/** An option in a style. */
export function choiceText({ letter, text }: Option, style: ChoiceStyle = dottedChoices): string {
  return `${style.before}${letter}${style.after}${text}`;
}

/** New options in the way the old ones are written: with letters where those had them, and in their style. */
export function choicesLike(before: readonly string[], options: readonly Option[]): string[] {
  const [first] = before;
  const style = first === undefined ? dottedChoices : parseChoice(first)?.style;
  return options.map((option) => (style === undefined ? option.text : choiceText(option, style)));
}
