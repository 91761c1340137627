import type { Option } from '../../../shared/model/question.ts';
import { type ChoiceStyle, choiceText, dottedChoices, parseChoice } from '../records/choice-text.ts';

/** A part of a text: UTF-16 offsets. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The human turn of a training conversation, taken apart. What is neither question nor options (media tokens, prompts) stays where it is. */
export interface AskedText {
  readonly question: Span;
  /** All options with the line breaks between them; null for an open question. */
  readonly choices: Span | null;
  readonly options: readonly Option[];
  readonly style: ChoiceStyle;
}

interface Line extends Span {
  readonly text: string;
}

const mediaToken = /^(?:<(?:image|video|ImageHere|image_start|image_end)>\s*)+/i;
/** Words that introduce the video, as the known training mixes and evaluations put them. */
const before = [
  /^these are (the )?frames (of|from) a video\b/i,
  /^(this|here) is a video\b/i,
  /^the video lasts\b/i,
  /^please (watch|answer the following)\b/i,
];
/** Words that say how to reply. */
const after = [
  /^(please )?(answer|respond|reply|output|select|choose|provide|give|return|only|do not|your answer)\b/i,
  /^(the )?(options|choices)\s*:?$/i,
  /^the best answer is\b/i,
];
const optionsTitle = /^(options|choices)\s*:?$/i;

/** Takes a human turn apart: media tokens and known prompts around, the options as the last run of lettered lines from A on. */
export function readAskedText(value: string): AskedText {
  const lines = linesOf(value);
  const run = findChoices(lines);
  const upTo = run === null ? lines.length : run.from;
  const body = lines.slice(0, upTo).filter(({ text }) => text.trim() !== '');
  const question = trimPrompts(body, run !== null);
  if (run === null) return { question: spanOf(question, value), choices: null, options: [], style: dottedChoices };
  const chosen = lines.slice(run.from, run.to);
  const parsed = chosen.map(({ text }) => parseChoice(text) as NonNullable<ReturnType<typeof parseChoice>>);
  return {
    question: spanOf(question, value),
    choices: { start: (chosen[0] as Line).start, end: (chosen.at(-1) as Line).end },
    options: parsed.map(({ option }) => option),
    style: parsed[0]?.style ?? dottedChoices,
  };
}

/** The turn with another question and other options; an open question stays open. */
export function rewriteAskedText(value: string, edit: { readonly text: string; readonly options: readonly Option[] }): string {
  const { question, choices, style } = readAskedText(value);
  const listed = choices === null ? '' : edit.options.map((option) => choiceText(option, style)).join('\n');
  const tail = choices === null ? value.slice(question.end) : value.slice(question.end, choices.start) + listed + value.slice(choices.end);
  return value.slice(0, question.start) + edit.text + tail;
}

/** The media tokens that a turn begins with, blanks behind them included; empty where it has none. */
export function leadingMedia(value: string): string {
  return mediaToken.exec(value)?.[0] ?? '';
}

function linesOf(value: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const text of value.split('\n')) {
    const kept = text.endsWith('\r') ? text.slice(0, -1) : text;
    lines.push({ text: kept, start, end: start + kept.length });
    start += text.length + 1;
  }
  return lines;
}

/** The last run of at least two lines lettered A, B, C … */
function findChoices(lines: readonly Line[]): { readonly from: number; readonly to: number } | null {
  for (let from = lines.length - 2; from >= 0; from -= 1) {
    let to = from;
    while (to < lines.length && parseChoice(lines[to]?.text ?? '')?.option.letter === String.fromCharCode(65 + to - from)) to += 1;
    if (to - from >= 2) return { from, to };
  }
  return null;
}

function trimPrompts(body: readonly Line[], hasChoices: boolean): Line[] {
  let lines = body.map(withoutToken).filter(({ text }) => text.trim() !== '');
  if (hasChoices && lines.length > 1 && optionsTitle.test(lines.at(-1)?.text.trim() ?? '')) lines = lines.slice(0, -1);
  while (lines.length > 1 && before.some((words) => words.test(lines[0]?.text.trim() ?? ''))) lines = lines.slice(1);
  while (lines.length > 1 && after.some((words) => words.test(lines.at(-1)?.text.trim() ?? ''))) lines = lines.slice(0, -1);
  return lines;
}

function withoutToken(line: Line): Line {
  const trimmedStart = line.text.length - line.text.trimStart().length;
  const token = mediaToken.exec(line.text.slice(trimmedStart))?.[0] ?? '';
  const cut = token === '' ? 0 : trimmedStart + token.length;
  return { text: line.text.slice(cut), start: line.start + cut, end: line.end };
}

function spanOf(lines: readonly Line[], value: string): Span {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return { start: value.length, end: value.length };
  const text = value.slice(first.start, last.end);
  return { start: first.start + text.length - text.trimStart().length, end: first.start + text.trimEnd().length };
}
