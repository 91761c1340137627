import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportRequest } from '../../../shared/api/index.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';
import { tarBytes } from '../../fixtures/a-tar.ts';
import { decideOn, exportAs, questionsOf, withImported } from '../../fixtures/in-and-out.ts';

const sample = path.resolve(import.meta.dirname, '../../../assets/sample-shard');

/** Every format that is a file and says that it comes back as it was, with the name that such a file has. */
const fileFormats: readonly (readonly [ExportRequest['format'], string])[] = [
  ['conversations', 'some.jsonl'],
  ['vsibench', 'test.jsonl'],
  ['video-r1', 'some-r1.jsonl'],
  ['questions', 'some-plain.jsonl'],
  ['webdataset', 'some.tar'],
  ['parquet', 'some.parquet'],
  ['csv', 'some.csv'],
];

describe('an export of the sample shard', () => {
  it.each(fileFormats)('as %s is imported again with every question and exported again byte for byte', async (format, name) => {
    const first = await withImported(sample, async (workspace, { questions }) => {
      const exported = await exportAs(workspace, format, { out: name });
      expect(exported.records + exported.problems.length).toBe(questions);
      return { ...exported, questions: questionsOf(workspace) };
    });
    await withImported(first.out, async (workspace, report) => {
      expect(report.questions).toBe(first.records);
      const hasChoices = format === 'conversations' || format === 'parquet';
      const expected = first.questions.filter(({ content }) => !hasChoices || content.letter !== null);
      const said = ({ content }: { content: { text: string; answer: string } }) => [content.text, Number(content.answer) || content.answer];
      expect(questionsOf(workspace).map(said).sort()).toEqual(expected.map(said).sort());
      const second = await exportAs(workspace, format, { out: name });
      expect(second.bytes.equals(first.bytes)).toBe(true);
    });
  });
});

describe('an edit', () => {
  // VSI-Bench's scenes are boxes of its own metadata, which this shard has none of.
  it.each(fileFormats.filter(([format]) => format !== 'vsibench'))(
    'of one question changes that question and nothing else in an export as %s, and comes back as it was written',
    async (format, name) => {
      // Beside the scene folders, so that the questions have their geometry again.
      const folder = aFolder();
      cpSync(sample, folder, { recursive: true });
      const file = path.join(folder, name);
      await withImported(sample, async (workspace) => writeFileSync(file, (await exportAs(workspace, format)).bytes));
      const { before, out, content } = await withImported(file, async (workspace) => {
        const questions = questionsOf(workspace);
        expect(new Set(questions.map(({ agreement }) => agreement))).toEqual(new Set(['agree']));
        const at = questions.findIndex(({ task }) => /abs_distance/.test(task));
        const { question } = decideOn(workspace, at, { roles: otherPair(questions, at) });
        const exported = await exportAs(workspace, format, { out: name });
        return { before: questions, out: exported.out, content: question.current };
      });
      await withImported(out, (workspace) => {
        const after = questionsOf(workspace);
        const known = new Set(before.map(({ id }) => id));
        const changed = after.filter(({ id }) => !known.has(id));
        expect([after.length, changed.length]).toEqual([before.length, 1]);
        const said = after.find((question) => question.content.text === content.text && question.content.answer === content.answer);
        expect(said?.content).toMatchObject({
          text: content.text,
          answer: content.answer,
          letter: content.letter,
          options: content.options,
        });
      });
    },
  );
});

/** Roles of another distance question about the same scene: an edit that has an answer. */
function otherPair(questions: ReturnType<typeof questionsOf>, at: number): Record<string, string> {
  const stored = questions[at]?.content;
  const other = questions.find(
    ({ task, content }) => /abs_distance/.test(task) && content.text !== stored?.text && content.answer !== stored?.answer,
  );
  return other?.content.roles ?? {};
}

const asks = ['How many chairs are in this room?', 'Which way is the bed? é', 'Is "it" here, or <b>there</b>?\nLook twice.'];
const word = fc.string({ unit: fc.constantFrom(...'ab é",;:{}[]\\\u202e'), maxLength: 8 });
const question = fc.record({
  ask: fc.constantFrom(...asks),
  options: fc.option(
    fc.uniqueArray(
      word.map((text) => `x${text}`.trim()),
      { minLength: 2, maxLength: 4 },
    ),
    { nil: null },
  ),
  extra: fc.dictionary(
    word.filter((key) => key !== '' && key !== '__proto__'),
    fc.jsonValue({ maxDepth: 2 }),
    { maxKeys: 2 },
  ),
  video: fc.constantFrom('val/000001/rgb__0.mp4', 'scannet/scene1.mp4', '../up.mp4', 'a/b.mp4'),
});

function lettered(options: readonly string[] | null): string[] {
  return (options ?? []).map((text, at) => `${String.fromCharCode(65 + at)}. ${text}`);
}

/** A file of each kind from the same questions, with the quirks that real files have. */
const files = fc
  .record({
    questions: fc.array(question, { minLength: 1, maxLength: 6 }),
    indent: fc.constantFrom(undefined, 1, 4, '\t'),
    end: fc.constantFrom('\n', '\r\n'),
    hasLast: fc.boolean(),
  })
  .map(({ questions, indent, end, hasLast }) => {
    const conversations = questions.map(({ ask, options, extra, video }) => ({
      ...extra,
      conversations: [
        { from: 'human', value: ['<image>', ask, ...lettered(options)].join('\n') },
        { from: 'gpt', value: options === null ? '3' : 'A' },
      ],
      video,
    }));
    const problems = questions.map(({ ask, options, extra, video }, n) => ({
      problem_id: n,
      problem: ask,
      problem_type: options === null ? 'regression' : 'multiple choice',
      options: lettered(options),
      solution: `<answer>${options === null ? '3' : 'A'}</answer>`,
      path: `./${video}`,
      ...extra,
    }));
    const records = questions.map(({ ask, options, extra, video }, n) => ({
      id: n,
      dataset: 'some',
      scene_name: video.replaceAll('/', '_'),
      question_type: 'object_counting',
      question: ask,
      ground_truth: options === null ? '3' : 'A',
      options: options === null ? null : lettered(options),
      ...extra,
    }));
    const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(end) + (hasLast ? end : '');
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = questions.map(({ ask, options }) => {
      const choices = options === null ? '' : JSON.stringify(options);
      return [cell(ask), options === null ? '3' : 'A', cell(choices), '"kept, as it is"'].join(',');
    });
    return {
      indent,
      conversations,
      problems,
      records,
      lines,
      array: JSON.stringify(conversations, null, indent) + (hasLast ? end : ''),
      csv: ['question,answer,options,note', ...rows].join(end) + (hasLast ? end : ''),
    };
  });

async function comesBack(name: string, bytes: string | Uint8Array, format: ExportRequest['format'], count: number): Promise<void> {
  const file = path.join(aFolder(), name);
  writeFileSync(file, bytes);
  await withImported(file, async (workspace, report) => {
    expect(report.questions).toBe(count);
    const { bytes: again } = await exportAs(workspace, format, { out: name });
    expect(again.toString('utf8')).toBe(Buffer.from(bytes).toString('utf8'));
  });
}

describe('a file that nobody touched', () => {
  it('comes back byte for byte, whatever is in it', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(files, async ({ conversations, problems, records, lines, array, csv, indent }) => {
        const count = conversations.length;
        await comesBack('some.jsonl', lines(conversations), 'conversations', count);
        await comesBack('some.json', array, 'conversations', count);
        await comesBack('test.jsonl', lines(records), 'vsibench', count);
        await comesBack('r1.json', JSON.stringify(problems, null, indent), 'video-r1', count);
        await comesBack('some.csv', csv, 'csv', count);
        const members = conversations.map((value, n) => [`dir/${n}.json`, JSON.stringify(value, null, 2)] as const);
        await comesBack(
          'some.tar',
          await tarBytes([...members, ['dir/0.png', 'no picture'], ['README', 'of no sample']]),
          'webdataset',
          count,
        );
      }),
      { numRuns: 5, interruptAfterTimeLimit: 12_000 },
    );
  });

  it('and lies beside others of its format becomes lines of one file, which come back byte for byte', async () => {
    const folder = aFolder();
    const turn = (n: number) => ({
      n,
      conversations: [
        { from: 'human', value: `Line\nbreak ${n}?` },
        { from: 'gpt', value: `${n}` },
      ],
      video: `v${n}.mp4`,
    });
    writeFileSync(path.join(folder, 'a.json'), JSON.stringify([turn(1), turn(2)], null, 2));
    writeFileSync(path.join(folder, 'b.jsonl'), `${JSON.stringify(turn(3))}\n${JSON.stringify(turn(4))}`);
    writeFileSync(path.join(folder, 'c.json'), JSON.stringify([turn(5)]));
    await withImported(folder, async (workspace) => {
      const { out, bytes } = await exportAs(workspace, 'conversations', { out: 'all.jsonl' });
      expect(
        bytes
          .toString()
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual([1, 2, 3, 4, 5].map(turn));
      await withImported(out, async (again) => expect((await exportAs(again, 'conversations')).bytes.equals(bytes)).toBe(true));
    });
  });

  it('loses exactly the questions that were rejected, and what is no question stays', async () => {
    const turn = (n: number) => ({
      conversations: [
        { from: 'human', value: `Question ${n}?` },
        { from: 'gpt', value: `${n}` },
      ],
      video: `v${n}.mp4`,
    });
    const caption = { note: 'no question', conversations: [] };
    const values = [turn(0), caption, turn(1), turn(2), turn(3)];
    const expectLeft = async (name: string, text: string, out: readonly number[], expected: string) => {
      const file = path.join(aFolder(), name);
      writeFileSync(file, text);
      await withImported(file, async (workspace) => {
        for (const n of out) decideOn(workspace, n, 'reject');
        expect((await exportAs(workspace, 'conversations', { out: name })).bytes.toString()).toBe(expected);
      });
    };
    for (const indent of [undefined, 2]) {
      for (const out of [[0], [3], [1, 2], [0, 1, 2, 3]]) {
        const gone = out.map((n) => JSON.stringify(turn(n)));
        const left = values.filter((value) => !gone.includes(JSON.stringify(value)));
        await expectLeft('some.json', JSON.stringify(values, null, indent), out, JSON.stringify(left, null, indent));
        const lines = (list: readonly unknown[]) => list.map((value) => `${JSON.stringify(value)}\n`).join('');
        if (indent === undefined) await expectLeft('some.jsonl', lines(values), out, lines(left));
      }
    }
  });
});
