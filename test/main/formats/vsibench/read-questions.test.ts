import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findVsibenchFiles } from '../../../../main/formats/vsibench/find-files.ts';
import { isVsibenchTask, readVsibenchQuestions } from '../../../../main/formats/vsibench/read-questions.ts';
import { aFolder } from '../../../fixtures/a-dataset.ts';
import { aMetaScene, someVsibenchQuestions, writeVsibench } from '../../../fixtures/a-vsibench.ts';
import { referenceData } from '../../../fixtures/reference-data.ts';

const [size, , direction] = someVsibenchQuestions('one');

describe('a question file of VSI-Bench', () => {
  it('gives the text of the right option as the answer, and keeps the letter', async () => {
    const folder = writeVsibench(aFolder(), { lines: [size!, direction!], scenes: {} });
    const { questions, problems } = await readVsibenchQuestions(path.join(folder, 'test.jsonl'));
    expect(problems).toEqual([]);
    expect(questions.map(({ id, line, sceneName, content: { answer, letter } }) => [id, line, sceneName, answer, letter])).toEqual([
      ['0', 1, 'one', '200', null],
      ['2', 2, 'one', 'right', 'B'],
    ]);
    expect(questions[1]?.content.options).toEqual([
      { letter: 'A', text: 'left' },
      { letter: 'B', text: 'right' },
    ]);
  });

  it('loses only its bad lines, and names each', async () => {
    const lines = [
      size!,
      '{"id": 7, "dataset"',
      { ...size, id: 8, question: undefined },
      { ...direction, id: 9, ground_truth: 'D' },
      { ...size },
      { ...size, id: 10, question_type: 'object_smell' },
      '',
      { ...direction, id: 11 },
    ];
    const folder = writeVsibench(aFolder(), { lines, scenes: {} });
    const { questions, problems } = await readVsibenchQuestions(path.join(folder, 'test.jsonl'));
    expect(problems.map(({ code, line, item }) => [code, line, item].filter(Boolean).join(' '))).toEqual([
      'question.malformed 2',
      'question.malformed 3',
      'question.malformed 4',
      'question.malformed 5 0',
      'question.unknown-type 6 10',
    ]);
    expect(questions.map(({ id }) => id)).toEqual(['0', '10', '11']);
  });
});

describe('the files of a release', () => {
  const release = () => ({ lines: someVsibenchQuestions('one'), scenes: { one: aMetaScene() } });

  it('are found from the folder, from the file, and where the metadata lies beside the folder', async () => {
    const folder = writeVsibench(aFolder(), release());
    writeFileSync(path.join(folder, 'test_debiased.jsonl'), `${JSON.stringify(size)}\n`);
    const test = path.join(folder, 'test.jsonl');
    const metaFiles = [path.join(folder, 'meta_info/scannet_meta_info_val.json')];
    expect((await findVsibenchFiles(folder)).files).toEqual({ questionFiles: [test], metaFiles });
    expect((await findVsibenchFiles(test)).files).toEqual({ questionFiles: [test], metaFiles });
    mkdirSync(path.join(folder, 'questions'));
    const moved = path.join(folder, 'questions/renamed.jsonl');
    writeFileSync(moved, `not this one\n${JSON.stringify(size)}\n`);
    expect((await findVsibenchFiles(path.dirname(moved))).files).toEqual({ questionFiles: [moved], metaFiles });
  });

  it('are looked for in vain with a reason', async () => {
    const folder = aFolder();
    expect(await findVsibenchFiles(folder)).toMatchObject({ files: null, why: expect.stringContaining('test.jsonl') });
    writeFileSync(path.join(folder, 'test.jsonl'), `${JSON.stringify(size)}\n`);
    expect(await findVsibenchFiles(folder)).toMatchObject({ files: null, why: expect.stringContaining('no *_meta_info_*.json') });
  });
});

const reference = referenceData('vsibench', 'test.jsonl');

describe.skipIf(reference === null)('the released questions', () => {
  it('are read as they stand, all 5,130 of the ten types', async () => {
    const { questions, problems } = await readVsibenchQuestions(reference as string);
    expect([questions.length, problems]).toEqual([5130, []]);
    expect(questions.every(({ task }) => isVsibenchTask(task))).toBe(true);
    expect(questions.filter(({ isPruned }) => isPruned).length).toBe(2768);
  });
});
