import type { ParsedText, RoleSpan } from '../question-type.ts';
import { matchWording } from '../wording/match-wording.ts';
import { openTurn, rolesFromRoute, stepRoles } from './route.ts';

/** The frames around the steps: ours, and VSI-Bench's with the slips that its annotators made. */
const frames = [
  /You stand at the (?<start>.+) and look at the (?<facing>.+)\. You want to get to the (?<goal>.+)\. These are your steps, .+:\n(?<steps>1\. [\s\S]+)\nWhich turns/d,
  /You are a robot beginning (?:at|by) (?:(?:the|standing by) )*(?<start>.+?),? (?:and )?facing (?:toward )?(?:to )?(?:the )*(?<facing>.+?) *\. You want to navigate to (?:the )*(?<goal>.+?) *\. You will perform the following actions \(Note: .+?\): (?<steps>1\. .+?) *You have reached the final destination/d,
];
const turnStep = /^\[(?:turn|please fill in)\]$/i;
const walkSteps = [
  /^Walk to the (?<place>.+)$/d,
  /^Go for?ward (?:until|untli) (?:(?:the|a|an) )*(?<place>.+)$/di,
  /^Go for?ward (?<place>(?:about|past|passing|through) .+)$/di,
];

/**
 * Takes the text of a route apart: places where the text says "until the ...", in the text's own words and case, and `[turn]` for each
 * slot. Spans point at places only. Null where the text is no route, says no facing direction, or has a step that is neither.
 */
export function readRoute(text: string): ParsedText | null {
  const frame = matchWording(text, frames);
  const list = frame?.spans.find(({ role }) => role === 'steps');
  if (frame === null || list === undefined) return null;
  const steps: string[] = [];
  const spans: RoleSpan[] = frame.spans.filter((span) => span !== list);
  for (const item of splitSteps(text.slice(list.start, list.end))) {
    const step = readStep(item.text);
    if (step === null) return null;
    const start = list.start + item.start + step.start;
    if (step.value !== openTurn) spans.push({ role: stepRoles[steps.length] ?? '', start, end: start + step.value.length });
    steps.push(step.value);
  }
  const { start = '', facing = '', goal = '' } = frame.roles;
  const roles = rolesFromRoute({ start, facing, goal, steps });
  return roles === null || steps.length === 0 ? null : { roles, spans: spans.sort((a, b) => a.start - b.start) };
}

interface StepItem {
  readonly text: string;
  /** Offset of the text in the list. */
  readonly start: number;
}

/** Cuts "1. ... 2. ..." at its numbers, which must count up: any other number belongs to a place ("until 2 feet before the wall"). */
function splitSteps(list: string): StepItem[] {
  const items: StepItem[] = [];
  let from = '1. '.length;
  for (let next = 2; ; next++) {
    const number = new RegExp(`\\s${next}\\. `, 'g');
    number.lastIndex = from;
    const found = number.exec(list);
    const text = list.slice(from, found?.index ?? list.length).replace(/[\s.]+$/, '');
    items.push({ text, start: from });
    if (found === null) return items;
    from = number.lastIndex;
  }
}

/** A step's value and where it stands in the step's text; null for what is neither a slot nor a walk. */
function readStep(text: string): { readonly value: string; readonly start: number } | null {
  if (turnStep.test(text)) return { value: openTurn, start: 0 };
  const place = matchWording(text, walkSteps)?.spans[0];
  return place === undefined ? null : { value: text.slice(place.start, place.end), start: place.start };
}
