import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../../fixtures/a-dataset.ts';
import { questionsOf, withImported } from '../../fixtures/in-and-out.ts';
import { referenceData } from '../../fixtures/reference-data.ts';

/** What a path of the reference data holds: the format it is read as, questions and scenes, and the problems that are all there is to say about it. */
interface Expected {
  readonly place: readonly string[];
  readonly questions: number;
  readonly scenes: number;
  readonly trajectories: number;
  /** Problems by code. */
  readonly problems: Readonly<Record<string, number>>;
  /** Judged by the formula; the rest is undecidable. */
  readonly agree: number;
  readonly disagree: number;
}

const conversations = ['simsv-peer', 'dataset', 'qas', 'val', 'rgb', 'mt1_obj_abs_distance_mc_direct.jsonl'];

/** Counted by hand: non-empty lines of the question files; the edge scenes' videos are empty files. */
const table: readonly Expected[] = [
  {
    place: ['simsv-peer', 'dataset'],
    questions: 2170,
    scenes: 15,
    trajectories: 17,
    problems: {},
    agree: 2170,
    disagree: 0,
  },
  { place: ['simsv-peer', 'edge'], questions: 463, scenes: 9, trajectories: 9, problems: { 'file.malformed': 9 }, agree: 463, disagree: 0 },
  { place: ['simsv-peer', 'dataset', 'qas'], questions: 6510, scenes: 13, trajectories: 15, problems: {}, agree: 6510, disagree: 0 },
  {
    place: ['simsv-peer', 'edge', 'qas'],
    questions: 1389,
    scenes: 8,
    trajectories: 8,
    problems: { 'file.malformed': 8 },
    agree: 1389,
    disagree: 0,
  },
  { place: conversations, questions: 75, scenes: 13, trajectories: 15, problems: {}, agree: 75, disagree: 0 },
  { place: ['vsibench'], questions: 5130, scenes: 288, trajectories: 288, problems: {}, agree: 4272, disagree: 9 },
  { place: ['vsibench', 'test.jsonl'], questions: 5130, scenes: 288, trajectories: 288, problems: {}, agree: 4272, disagree: 9 },
  { place: ['webdataset'], questions: 0, scenes: 0, trajectories: 0, problems: { 'input.unsupported': 3 }, agree: 0, disagree: 0 },
  {
    place: ['webdataset', 'compressed.tar'],
    questions: 0,
    scenes: 0,
    trajectories: 0,
    problems: { 'input.unsupported': 1 },
    agree: 0,
    disagree: 0,
  },
];

describe('the reference data', () => {
  it.each(table)('at $place holds $questions questions', { timeout: 120_000 }, async ({ place, ...expected }) => {
    const shard = referenceData(...place);
    if (shard === null) return;
    await withImported(shard, (workspace, { questions, scenes, trajectories, problems }) => {
      const byCode = Object.fromEntries(
        Object.entries(Object.groupBy(problems, ({ code }) => code)).map(([code, list]) => [code, list?.length]),
      );
      const judged = Object.groupBy(questionsOf(workspace), ({ agreement }) => agreement);
      const [agree, disagree] = [judged['agree']?.length ?? 0, judged['disagree']?.length ?? 0];
      expect({ questions, scenes, trajectories, problems: byCode, agree, disagree }).toEqual(expected);
    });
  });

  it('of conversations without their videos is read all the same, and one problem names what is missing', async () => {
    const file = referenceData(...conversations);
    if (file === null) return;
    const alone = path.join(aFolder(), 'alone.jsonl');
    copyFileSync(file, alone);
    await withImported(alone, (workspace, { questions, problems }) => {
      expect(questions).toBe(75);
      expect(problems.map(({ code, message }) => `${code}: ${message.slice(0, 60)}`)).toEqual([
        'dataset.missing-video: 15 videos that the questions name cannot be found (val/00000',
      ]);
      expect(new Set(questionsOf(workspace).map(({ agreement }) => agreement))).toEqual(new Set(['undecidable']));
    });
  });

  it('of houses is refused with what to do about it', async () => {
    for (const place of [
      ['houses'],
      ['houses', 'house_0.json'],
      ['hallway_houses.json'],
      ['partial_houses'],
      ['partial_houses', '0_STRUCTURE.json'],
    ]) {
      const shard = referenceData('procthor', ...place);
      if (shard === null) return;
      await expect(withImported(shard, () => null)).rejects.toThrow(/generate --houses/);
    }
  });
});
