import { AppError } from '../../../shared/errors.ts';
import type { ReviewedRecord } from '../../review/reviewed-files.ts';
import { shownName } from '../shard-place.ts';
import type { WriteOptions } from '../shard-writer.ts';
import { pythonJson } from '../simsv/python-json.ts';
import { choiceText } from './choice-text.ts';

/** The video that a question is about, as a record names it: below the root of its videos, or made from its scene. */
export function videoNameOf({
  video,
  sceneFolder,
  trajectoryName,
}: Pick<ReviewedRecord, 'video' | 'sceneFolder' | 'trajectoryName'>): string {
  // A member of a tar has no file of its own.
  if (video !== null && video.file !== '' && video.offset === undefined) return shownName(video.file);
  return trajectoryName === '0' && !sceneFolder.startsWith('val/') ? `${sceneFolder}.mp4` : `${sceneFolder}/rgb__${trajectoryName}.mp4`;
}

/** A training conversation from a question's neutral content. @throws AppError `question.malformed` where a choice is asked for and there are no options. */
export function freshConversation(record: ReviewedRecord, mode: WriteOptions['answerMode'], source: string) {
  const { content, task } = record;
  if (mode !== 'oe' && (content.options.length === 0 || content.letter === null)) {
    throw new AppError('question.malformed', 'The record has no options, so it can only be exported as an open question (oe).');
  }
  const asked = mode === 'oe' ? content.text : [content.text, ...content.options.map((option) => choiceText(option))].join('\n');
  const letter = content.letter ?? '';
  const reply = { mc: `${letter}. ${content.answer}`, mc_direct: letter, oe: content.answer }[mode];
  return {
    id: `sightline_${record.id}`,
    conversations: [
      { from: 'human', value: asked, task },
      { from: 'gpt', value: reply },
    ],
    type: mode,
    data_source: source,
    video: videoNameOf(record),
  };
}

/** VSI-Bench's names of types that others call differently. */
const vsibenchNames: Readonly<Record<string, string>> = {
  vsi_obj_abs_distance: 'object_abs_distance',
  vsi_obj_rel_distance: 'object_rel_distance',
  vsi_obj_rel_direction_easy: 'object_rel_direction_easy',
  vsi_obj_rel_direction_medium: 'object_rel_direction_medium',
  vsi_obj_rel_direction_hard: 'object_rel_direction_hard',
  vsi_obj_appearance_order: 'obj_appearance_order',
  vsi_obj_count: 'object_counting',
  vsi_obj_size_est: 'object_size_estimation',
  vsi_room_size_est: 'room_size_estimation',
};

/** Types that VSI-Bench asks as numbers: their options are not written. */
const numeric: ReadonlySet<string> = new Set(['object_abs_distance', 'object_counting', 'object_size_estimation', 'room_size_estimation']);

/** A VSI-Bench record from a question's neutral content. */
export function freshVsibenchLine(record: ReviewedRecord, dataset: string): string {
  const { content } = record;
  const type = vsibenchNames[record.task] ?? record.task;
  const isChoice = content.options.length > 0 && content.letter !== null && !numeric.has(type);
  return pythonJson({
    id: record.id,
    dataset,
    scene_name: record.sceneFolder,
    question_type: type,
    question: content.text,
    ground_truth: isChoice ? content.letter : content.answer,
    options: isChoice ? content.options.map((option) => choiceText(option)) : null,
  });
}

/** A plain record of a question: what `questions` and WebDataset members hold. */
export function freshPlainRecord(record: ReviewedRecord, video: string | null): Record<string, unknown> {
  const { content } = record;
  return {
    id: record.id,
    question: content.text,
    answer: content.answer,
    options: content.options.length === 0 ? null : content.options.map((option) => choiceText(option)),
    letter: content.letter,
    task: record.task,
    video,
    scene: record.sceneFolder,
    verdict: record.verdict,
  };
}

/** A SIMS-V question record from a question's neutral content, without the fields that only its own generator knows. */
export function freshSimsvLine(
  record: Pick<ReviewedRecord, 'content' | 'task' | 'sceneFolder' | 'trajectoryName'>,
  index: number,
  source: string,
): string {
  const { content, task, sceneFolder, trajectoryName } = record;
  const choices = content.options.map((option) => choiceText(option));
  const choice = { mc_question: [content.text, ...choices].join('\n'), mc_answer: content.letter, mc_choices: choices };
  return pythonJson({
    idx: index,
    type: 'v0',
    filename: `${sceneFolder.slice(sceneFolder.lastIndexOf('/') + 1)}/rgb__${trajectoryName}.mp4`,
    source,
    task,
    question: content.text,
    gt_answer: content.answer,
    ...(choices.length > 0 ? choice : {}),
    id: index,
  });
}

/** A record of Video-R1 from a question's neutral content. */
export function freshVideoR1Line(record: ReviewedRecord): string {
  const { content } = record;
  const isChoice = content.options.length > 0 && content.letter !== null;
  return JSON.stringify({
    problem_id: record.id,
    problem: content.text,
    data_type: 'video',
    problem_type: isChoice ? 'multiple choice' : 'regression',
    original_question_type: record.task,
    options: isChoice ? content.options.map((option) => choiceText(option)) : [],
    solution: `<answer>${isChoice ? content.letter : content.answer}</answer>`,
    path: `./${videoNameOf(record)}`,
  });
}
