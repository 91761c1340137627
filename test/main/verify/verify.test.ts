import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { askDataset } from '../../../main/ask/ask-dataset.ts';
import { isVsibenchTask } from '../../../main/formats/vsibench/read-questions.ts';
import { openQuestionSource } from '../../../main/verify/open-source.ts';
import { type VerifyReport, verifyQuestions } from '../../../main/verify/verify-questions.ts';
import { conventionNames } from '../../../shared/questions/conventions/index.ts';
import { questionTypes } from '../../../shared/questions/registry.ts';
import { simsvTasks } from '../../../shared/questions/task-lists.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';
import { referenceData } from '../../fixtures/reference-data.ts';

const verify = async (directory: string): Promise<VerifyReport> => verifyQuestions(await openQuestionSource(directory));
const byReason = (report: VerifyReport) =>
  Object.fromEntries([...Map.groupBy(report.undecided, ({ reason }) => reason)].map(([reason, entries]) => [reason, entries.length]));

const peer = referenceData('simsv-peer');

describe.skipIf(peer === null)("the official code's answers", () => {
  it.each([
    ['dataset', 2170],
    ['edge', 463],
  ])('of %s all agree', async (part, count) => {
    const report = await verify(path.join(peer as string, part));
    expect(report).toMatchObject({ questions: count, agree: count, disagree: 0, undecidable: 0, disagreements: [], problems: [] });
    expect(byReason(report)).toEqual({});
  });

  it.each(conventionNames)('asked anew under %s verify without a disagreement', async (convention) => {
    const dataset = path.join(aFolder(), 'dataset');
    const withoutVideo = (file: string) => !file.endsWith('.mp4');
    for (const scene of ['000002', '000006', '000012']) {
      cpSync(path.join(peer as string, 'dataset', 'val', scene), path.join(dataset, 'val', scene), {
        recursive: true,
        filter: withoutVideo,
      });
    }
    await askDataset({ directory: dataset, tasks: simsvTasks, perVideo: 10, seed: 3, convention, isCombined: false });
    const { agree, disagree, undecidable } = await verify(dataset);
    expect([disagree, undecidable]).toEqual([0, 0]);
    expect(agree).toBeGreaterThan(150);
  });

  it('are found out in every type where they are made wrong, with file and line', async () => {
    const { dataset, planted } = plantWrongAnswers(['000001', '000002', '000006', '000012']);
    const report = await verify(dataset);
    const placeOf = ({ file, line, stored }: { file: string; line: number; stored: string }) =>
      `${path.relative(dataset, file)}:${line} ${stored}`;
    expect(report.disagreements.map(placeOf).sort()).toEqual(planted.map(placeOf).sort());
    expect(new Set(report.disagreements.map(({ reason }) => reason))).toEqual(new Set(['answer']));
    expect(report.problems).toEqual([]);
    const asked = questionTypes.map(({ task }) => task).filter((task) => !isVsibenchTask(task));
    expect([...new Set(planted.map(({ task }) => task))].sort()).toEqual(asked.sort());
    expect(asked.length).toBe(33);
  });
});

const vsibench = referenceData('vsibench');

describe.skipIf(vsibench === null)('the released VSI-Bench answers', () => {
  it('agree as far as their boxes tell, and what is wrong is listed', async () => {
    const report = await verify(vsibench as string);
    const { byType } = report;
    expect([report.questions, report.problems]).toEqual([5130, []]);
    const directions = ['easy', 'medium', 'hard'].map((level) => byType[`object_rel_direction_${level}`]?.agree ?? 0);
    expect({
      size: byType['object_size_estimation']?.agree,
      room: byType['room_size_estimation']?.agree,
      distance: byType['object_rel_distance']?.agree,
      directions: directions.reduce((a, b) => a + b, 0),
    }).toEqual({ size: 951, room: 288, distance: 693, directions: 954 });
    expect(byType['object_counting']?.agree).toBeGreaterThanOrEqual(555);
    expect(byType['object_abs_distance']?.agree).toBeGreaterThanOrEqual(0.97 * 830);
    expect(report.disagreements.length).toBe(report.disagree);
    const reasons = byReason(report);
    expect([reasons['unknown-type'], reasons['failed']]).toEqual([undefined, undefined]);
    // One route begins in a way that names no facing object.
    expect(reasons['unreadable-wording'] ?? 0).toBeLessThanOrEqual(1);
    console.info('VSI-Bench', byType, reasons);
  });

  it('are found out in every type where they are made wrong', async () => {
    const right = await verify(vsibench as string);
    const isWrong = new Set([...right.disagreements, ...right.undecided].map(({ id }) => id));
    const lines = readFileSync(path.join(vsibench as string, 'test.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean);
    const records = lines.map((line) => JSON.parse(line) as VsibenchRecord).filter(({ id }) => !isWrong.has(String(id)));
    const oneOfEach = [...Map.groupBy(records, (record) => record.question_type).values()].map(([first]) => first as VsibenchRecord);
    const folder = path.join(aFolder(), 'vsibench');
    mkdirSync(folder);
    symlinkSync(path.join(vsibench as string, 'meta_info'), path.join(folder, 'meta_info'));
    writeFileSync(path.join(folder, 'test.jsonl'), oneOfEach.map((record) => `${JSON.stringify(withOtherTruth(record))}\n`).join(''));
    const report = await verify(folder);
    expect(report.disagreements.map(({ id, line, reason }) => [id, line, reason])).toEqual(
      oneOfEach.map(({ id }, index) => [String(id), index + 1, 'answer']),
    );
    // First appearances need frames, which are not released.
    const decidable = Object.entries(right.byType).filter(([, { agree }]) => agree > 0);
    expect(oneOfEach.length).toBe(decidable.length);
    expect(right.byType['obj_appearance_order']).toMatchObject({ agree: 0, disagree: 0, undecidable: 618 });
  });
});

interface VsibenchRecord {
  readonly id: number;
  readonly question_type: string;
  readonly ground_truth: string;
  readonly options: readonly string[] | null;
}

function withOtherTruth(record: VsibenchRecord): VsibenchRecord {
  const { ground_truth: truth, options } = record;
  return { ...record, ground_truth: options === null ? String(Number(truth) + 1) : truth === 'A' ? 'B' : 'A' };
}

interface Planted {
  readonly task: string;
  readonly file: string;
  readonly line: number;
  readonly stored: string;
}

/** A copy of some reference scenes in which one record of every file is wrong, but consistent: its options and letter say the wrong answer too. */
function plantWrongAnswers(scenes: readonly string[]): { readonly dataset: string; readonly planted: readonly Planted[] } {
  const dataset = path.join(aFolder(), 'dataset');
  const planted: Planted[] = [];
  for (const scene of scenes) {
    const folder = path.join(dataset, 'val', scene);
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(path.join(peer as string, 'dataset/val', scene))) {
      const file = path.join(folder, name);
      cpSync(path.join(peer as string, 'dataset/val', scene, name), file);
      chmodSync(file, 0o644);
      if (!name.startsWith('qa_pairs_')) continue;
      const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
      const last = lines.at(-1);
      if (last === undefined) continue;
      const wrong = withWrongAnswer(JSON.parse(last));
      writeFileSync(file, [...lines.slice(0, -1), JSON.stringify(wrong), ''].join('\n'));
      planted.push({ task: wrong.task, file, line: lines.length, stored: String(wrong.gt_answer) });
    }
  }
  return { dataset, planted };
}

interface PlainRecord {
  readonly task: string;
  readonly gt_answer: string | number;
  readonly mc_answer: string;
  readonly mc_choices: readonly string[];
}

function withWrongAnswer(record: PlainRecord): PlainRecord {
  const { gt_answer: answer, mc_choices: choices } = record;
  const right = choices.findIndex((choice) => choice.startsWith(`${record.mc_answer}. `));
  const texts = choices.map((choice) => choice.slice(3));
  if (typeof answer === 'number' || !Number.isNaN(Number(answer))) {
    let wrong = Math.round((Number(answer) + 1) * 10) / 10;
    while (texts.some((text) => Number(text) === wrong)) wrong += 1;
    const changed = choices.map((choice, index) => (index === right ? `${record.mc_answer}. ${wrong}` : choice));
    return { ...record, gt_answer: typeof answer === 'number' ? wrong : String(wrong), mc_choices: changed };
  }
  const names = answer.split(', ');
  if (names.length === 1) {
    const other = right === 0 ? 1 : 0;
    return { ...record, gt_answer: texts[other] as string, mc_answer: 'ABCD'.charAt(other) };
  }
  const swapped = [names[1], names[0], ...names.slice(2)].join(', ');
  // The swapped order may be one of the wrong options already: then the two change places.
  const changed = choices.map((choice, index) => {
    if (index === right) return `${choice.slice(0, 3)}${swapped}`;
    return texts[index] === swapped ? `${choice.slice(0, 3)}${answer}` : choice;
  });
  return { ...record, gt_answer: swapped, mc_choices: changed };
}
