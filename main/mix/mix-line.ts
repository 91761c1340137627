import { NumberText, pythonJson } from '../formats/simsv/python-json.ts';
import { type AnswerMode, conversationFromRecord, type SimsvRecord } from '../formats/simsv/record.ts';
import type { MixRecipe } from './recipes.ts';

/** Marks where the loaders of LLaVA-Video and LLaVA-OneVision put the frames; they want it first in the first human turn. */
export const imageToken = '<image>';

/** How a conversation is dressed for training. */
export interface LineStyle {
  readonly hasImageToken: boolean;
  /** Words around the question; null writes it bare, as SIMS-V does. */
  readonly prompts: MixRecipe['prompts'] | null;
  /** What the video's path is below ("" or "shard/"). */
  readonly videoPrefix: string;
}

/** One conversation of the mix, without a line end: SIMS-V's own line, dressed. Throws `question.malformed` where options are wanted and missing. */
export function mixLine(
  record: SimsvRecord,
  place: { readonly source: string; readonly split: string; readonly mode: AnswerMode },
  style: LineStyle,
): string {
  const bare = conversationFromRecord(record, place);
  if (!style.hasImageToken && style.prompts === null && style.videoPrefix === '') return bare;
  const conversation = JSON.parse(bare) as Conversation;
  const [human, ...replies] = conversation.conversations;
  const asked = style.prompts === null ? human.value : promptedText(record, human.value, place.mode, style.prompts ?? {});
  const value = style.hasImageToken ? `${imageToken}\n${asked}` : asked;
  return pythonJson({ ...conversation, conversations: [{ ...human, value }, ...replies], video: style.videoPrefix + conversation.video });
}

interface Turn {
  readonly from: string;
  readonly value: string;
}

interface Conversation {
  readonly conversations: readonly [Turn, ...Turn[]];
  readonly video: string;
}

function promptedText(record: SimsvRecord, asked: string, mode: AnswerMode, prompts: NonNullable<MixRecipe['prompts']>): string {
  const question = String(record['question']);
  const isListed = mode !== 'oe' && asked.startsWith(`${question}\n`);
  const body = isListed ? `${question}\nOptions:\n${asked.slice(question.length + 1)}` : asked;
  return [prompts.before ?? 'These are frames of a video.', body, prompts.after?.[mode] ?? replyWish(record, mode)]
    .filter(Boolean)
    .join('\n');
}

/** Asks for just what the reply holds. */
function replyWish(record: SimsvRecord, mode: AnswerMode): string {
  if (mode === 'mc_direct') return 'Reply with the letter of the right option only.';
  if (mode === 'mc') return 'Reply with the right option, letter and text.';
  return record['gt_answer'] instanceof NumberText ? 'Reply with a single number.' : 'Reply with a single word or phrase.';
}
