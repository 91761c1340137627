import type { QuestionContent } from '../../../shared/api/index.ts';
import type { Option } from '../../../shared/model/question.ts';
import { type ChoiceStyle, choiceText, parseChoice } from './choice-text.ts';
import type { QuestionEdit } from './record-format.ts';

/** How a stored answer says which option it means: by its letter, letter and text, the text alone, or (without options) the plain answer. */
export type ReplyForm = { readonly kind: 'letter' | 'text' | 'open' } | { readonly kind: 'choice'; readonly style: ChoiceStyle };

/**
 * Reads a stored answer beside its options. The answer of a question with options is the text of the option that it names.
 *
 * @returns null where there are options and the answer names none of them.
 */
export function readReply(
  reply: string,
  options: readonly Option[],
): (Pick<QuestionContent, 'answer' | 'letter'> & { readonly form: ReplyForm }) | null {
  const text = reply.trim();
  if (options.length === 0) return { answer: text, letter: null, form: { kind: 'open' } };
  const byLetter = options.find(({ letter }) => letter === text || `${letter}.` === text || `(${letter})` === text);
  if (byLetter !== undefined) return { answer: byLetter.text, letter: byLetter.letter, form: { kind: 'letter' } };
  const byText = options.find((option) => option.text.trim() === text);
  if (byText !== undefined) return { answer: byText.text, letter: byText.letter, form: { kind: 'text' } };
  const choice = parseChoice(text);
  const named = options.find(({ letter }) => letter === choice?.option.letter);
  if (choice === null || named === undefined) return null;
  return { answer: choice.option.text, letter: named.letter, form: { kind: 'choice', style: choice.style } };
}

/** The answer of an edited question, said in the way that the old one was. */
export function writeReply(edit: QuestionEdit, form: ReplyForm): string {
  if (edit.letter === null) return edit.answer;
  if (form.kind === 'letter') return edit.letter;
  if (form.kind === 'choice') return choiceText({ letter: edit.letter, text: edit.answer }, form.style);
  return edit.options.find(({ letter }) => letter === edit.letter)?.text ?? edit.answer;
}
