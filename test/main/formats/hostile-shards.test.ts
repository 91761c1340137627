import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importShards } from '../../../main/formats/import-shards.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import { AppError } from '../../../shared/errors.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';
import { blocks, headerBlock, tarBytes } from '../../fixtures/a-tar.ts';
import { exportAs, questionsOf, withImported } from '../../fixtures/in-and-out.ts';

const turn = (question: string, answer: string, video = 'v.mp4') => ({
  conversations: [
    { from: 'human', value: question },
    { from: 'gpt', value: answer },
  ],
  video,
});

const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** A small good file of each kind. */
async function goodFiles(): Promise<[name: string, bytes: Buffer][]> {
  const turns = [turn('How many?\nA. 1\nB. 2', 'A'), turn('Where is it?', 'left'), turn('Which?\nA. bed\nB. sofa', 'B. sofa')];
  const records = turns.map((_, id) => ({
    id,
    dataset: 'd',
    scene_name: `s${id}`,
    question_type: 'object_counting',
    question: 'How many chair(s) are in this room?',
    ground_truth: '2',
    options: null,
  }));
  const problems = turns.map((_, id) => ({
    problem_id: id,
    problem: 'How many?',
    problem_type: 'regression',
    options: [],
    solution: '<answer>2</answer>',
    path: './d/s.mp4',
  }));
  const parquet = await withImported(
    await aFile('p.jsonl', lines(turns)),
    async (workspace) => (await exportAs(workspace, 'parquet', { answerMode: 'oe' })).bytes,
  );
  return [
    ['c.jsonl', Buffer.from(lines(turns))],
    ['c.json', Buffer.from(JSON.stringify(turns, null, 2))],
    ['test.jsonl', Buffer.from(lines(records))],
    ['r1.json', Buffer.from(JSON.stringify(problems))],
    ['t.csv', Buffer.from('question,answer,options\n"How, many?",A,"[""1"",""2""]"\nWhere?,left,\n')],
    [
      'w.tar',
      await tarBytes([
        ['a.json', JSON.stringify(turns[0])],
        ['a.mp4', 'no video'],
        ['b.txt', 'How many?'],
        ['b.cls', '2'],
      ]),
    ],
    ['s.parquet', parquet],
  ];
}

async function aFile(name: string, bytes: string | Uint8Array): Promise<string> {
  const file = path.join(aFolder(), name);
  writeFileSync(file, bytes);
  return file;
}

describe('any reader, on any bytes', () => {
  it('reports or refuses and never fails otherwise, in bounded time, and writes nothing beside the shard', {
    timeout: 90_000,
  }, async () => {
    const files = await goodFiles();
    const change = fc.record({
      which: fc.nat(files.length - 1),
      flips: fc.array(fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(255)), { maxLength: 5 }),
      cut: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ which, flips, cut }) => {
        const [name, good] = files[which] as [string, Buffer];
        const bytes = Buffer.from(good.subarray(0, Math.ceil(good.length * cut)));
        for (const [at, value] of flips) bytes[Math.floor(at * bytes.length)] = value;
        const file = await aFile(name, bytes);
        const workspace = openWorkspace(path.join(aFolder(), 'w.sightline'), { create: true });
        const startMs = performance.now();
        try {
          await importShards(workspace, [file]).catch((error: unknown) => expect(error).toBeInstanceOf(AppError));
          for (const { content } of questionsOf(workspace)) expect(typeof content.text).toBe('string');
        } finally {
          workspace.close();
        }
        expect(performance.now() - startMs).toBeLessThan(20_000);
        expect(readdirSync(path.dirname(file))).toEqual([name]);
        expect(readFileSync(file).equals(bytes)).toBe(true);
      }),
      { numRuns: 60, interruptAfterTimeLimit: 25_000 },
    );
  });
});

describe('one bad record', () => {
  it('costs only itself: too long, too deep, no UTF-8, no answer, a prototype', async () => {
    const good = [turn('One?', '1'), turn('Two?', '2')];
    const bytes = Buffer.concat([
      Buffer.from(lines([good[0]])),
      Buffer.from(`${JSON.stringify({ ...turn('x', '1'), pad: 'x'.repeat(17 * 1024 * 1024) })}\n`),
      Buffer.from(`{"conversations": ${'['.repeat(100_000)}\n`),
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d, 0x0a]),
      Buffer.from('{"conversations": [{"from": "human", "value": "Alone?"}]}\nnull\n[1]\n"text"\n'),
      Buffer.from(
        '{"__proto__": {"isAdmin": true}, "conversations": [{"from": "human", "value": "Two?"}, {"from": "gpt", "value": "2"}]}\n',
      ),
      Buffer.from(lines([turn('\u202eThree?', 'NaN')])),
    ]);
    await withImported(await aFile('bad.jsonl', bytes), (workspace, { questions, problems }) => {
      expect(questions).toBe(3);
      expect(questionsOf(workspace).map(({ content }) => content.text)).toEqual(['One?', 'Two?', '\u202eThree?']);
      expect(
        problems.filter(({ line }) => line !== undefined).map(({ line, message }) => `${line}: ${message.slice(0, 44)}`),
      ).toMatchInlineSnapshot(`
        [
          "2: The record has 17825892 bytes; the longest t",
          "3: The record is not JSON: it is nested more th",
          "4: The record is not JSON: it is no UTF-8 text.",
          "5: The conversation has no question with a repl",
          "6: The record is JSON but not an object. It is ",
          "7: The record is JSON but not an object. It is ",
          "8: The record is JSON but not an object. It is ",
          "10: Its text holds invisible characters that cha",
        ]
      `);
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    });
  });
});

describe('names in records and archives', () => {
  it('open nothing outside: upward and absolute paths, linked videos, links in tars', async () => {
    const folder = aFolder();
    const outside = path.join(aFolder(), 'secret.mp4');
    writeFileSync(outside, 'secret');
    mkdirSync(path.join(folder, 'shard'));
    symlinkSync(outside, path.join(folder, 'shard', 'linked.mp4'));
    writeFileSync(path.join(folder, 'beside.mp4'), 'not named by anybody');
    const named = [outside, '../beside.mp4', 'linked.mp4', `..\\beside.mp4`, 'a\u0000b.mp4', 'above:1//beside.mp4'];
    writeFileSync(path.join(folder, 'shard', 'c.jsonl'), lines(named.map((video, n) => turn(`Question ${n}?`, '1', video))));
    await withImported(path.join(folder, 'shard'), (workspace, { questions }) => {
      expect(questions).toBe(named.length);
      expect(workspace.prepareAll('select video_path from trajectory where video_path is not null')()).toEqual([]);
    });
    const tar = Buffer.concat([
      (await tarBytes([['a.json', JSON.stringify(turn('In the tar?', 'yes', '../../up.mp4'))]])).subarray(0, 1024),
      headerBlock({ name: 'a.mp4', type: '2' }),
      headerBlock({ name: '../up.mp4', size: 3 }),
      blocks('bad'),
      headerBlock({ name: 'A.JSON', size: 2 }),
      blocks('{}'),
      Buffer.alloc(1024),
    ]);
    await withImported(await aFile('t.tar', tar), (workspace, { questions, problems }) => {
      expect(questions).toBe(1);
      expect(problems.map(({ item }) => item)).toEqual(['a.mp4', '../up.mp4', 'A.JSON']);
      expect(workspace.prepareAll('select video_path from trajectory where video_path is not null')()).toEqual([]);
    });
  });
});
