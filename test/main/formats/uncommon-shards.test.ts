import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importShards } from '../../../main/formats/import-shards.ts';
import { ParquetStream } from '../../../main/formats/parquet/write-parquet.ts';
import { decide } from '../../../main/review/decide.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import type { Workspace } from '../../../main/store/workspace.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';
import { writeTar } from '../../fixtures/a-tar.ts';
import { decideOn, exportAs, questionsOf, withImported } from '../../fixtures/in-and-out.ts';

function aFile(name: string, text: string): string {
  const file = path.join(aFolder(), name);
  writeFileSync(file, text);
  return file;
}

function record(members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ question: 'Q1?', answer: '3', video: 'a.mp4', ...members });
}

/** Sets the first question's answer by hand. */
function overrideAnswer(workspace: Workspace, answer: string, options?: readonly string[]): void {
  const [question] = questionsOf(workspace);
  if (question === undefined) throw new Error('There is no question.');
  const edit = { roles: {}, override: { answer, reason: 'seen' }, ...(options === undefined ? {} : { options: [...options] }) };
  const evidence = { frame: null, isFrameExact: false, dwellMs: 1 };
  decide(workspace, question.id, { operation: 'edit', expectedHash: question.hash, evidence, edit }, 'ann');
}

describe('an export as a SIMS-V dataset', () => {
  it('keeps the questions of tasks, scenes and walks whose names are one name, or none, to a file system', async () => {
    const long = 'x'.repeat(300);
    const records = [
      record({ task: '\u8ddd\u79bb', question: 'far?' }),
      record({ task: '\u6570\u91cf', question: 'many?' }),
      record({ task: 'other', question: 'long?', video: `${long}.mp4` }),
      record({ task: 'other', question: 'longer?', video: `${long}y.mp4` }),
      record({ task: 'other', question: 'deep?', video: 'a/b/c.mp4' }),
      record({ task: 'other', question: 'flat?', video: 'a_b/c.mp4' }),
    ];
    await withImported(aFile('some.jsonl', records.join('\n')), async (workspace) => {
      const { out, records: written } = await exportAs(workspace, 'simsv');
      const entries = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const texts = entries.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
      expect([written, texts.length]).toEqual([6, 6]);
      for (const word of ['far?', 'many?', 'long?', 'longer?', 'deep?', 'flat?']) expect(texts.join('')).toContain(`"${word}"`);
    });
  });
});

describe('a record that two files have', () => {
  it('is written once, as it was decided', async () => {
    const files = [aFile('a.jsonl', `${record({})}\n${record({ question: 'Q2?' })}\n`), aFile('b.jsonl', `\ufeff${record({})}\n`)];
    await withImported(files, async (workspace) => {
      decideOn(workspace, 0, 'reject');
      const { bytes, records, problems } = await exportAs(workspace, 'questions');
      expect([records, bytes.toString()]).toEqual([1, `${record({ question: 'Q2?' })}\n`]);
      expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('written once')]);
    });
  });
});

describe('an import that was stopped within a file', () => {
  it('goes on without calling the first part a copy', async () => {
    const file = aFile('long.jsonl', Array.from({ length: 5000 }, (_, n) => record({ question: `${n} ${'x'.repeat(400)}?` })).join('\n'));
    const workspace = openWorkspace(path.join(aFolder(), 'in.sightline'), { create: true });
    const stop = new AbortController();
    await expect(importShards(workspace, [file], { signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow('interrupted');
    expect(questionsOf(workspace).length).toBeLessThan(5000);
    const { questions, problems } = await importShards(workspace, [file]);
    expect([questions, problems.map(({ code }) => code)]).toEqual([5000, ['dataset.missing-video']]);
    workspace.close();
  });

  const questionOf = (n: number) => `${n} ${'x'.repeat(400)}?`;
  const stopped = async (file: string) => {
    const workspace = openWorkspace(path.join(aFolder(), 'in.sightline'), { create: true });
    const countStored = workspace.prepareAll<{ readonly count: number }>('select count(*) as count from question');
    // Stopped at the first look after something was stored.
    const signal = Object.defineProperty(new AbortController().signal, 'aborted', { get: () => countStored()[0]?.count !== 0 });
    await expect(importShards(workspace, [file], { signal })).rejects.toMatchObject({ code: 'cancelled' });
    const count = questionsOf(workspace).length;
    expect(count > 0 && count < 5000, `${count} questions`).toBe(true);
    return { workspace, count };
  };

  it('does not mix it with another file of that name and size, and goes on once the first one is back', async () => {
    const lines = Array.from({ length: 5000 }, (_, n) => record({ question: questionOf(n) }));
    const header = 'question,answer\n';
    const rows = (count: number) => Array.from({ length: count }, (_, n) => `${questionOf(n)},3\n`).join('');
    const members = (answer: string) =>
      lines.map((line, n): [string, string] => [`${n}.json`, n === 7 ? line.replace('"3"', `"${answer}"`) : line]);
    const shards: readonly (readonly [string, () => Promise<string> | string, (file: string) => Promise<unknown> | unknown])[] = [
      ['jsonl', () => aFile('long.jsonl', lines.join('\n')), (file) => writeFileSync(file, lines.join('\n').replace('"3"', '"4"'))],
      [
        'json',
        () => aFile('long.json', `[${lines.join(',')}]`),
        (file) => writeFileSync(file, `[${lines.join(',')}]`.replace('"3"', '"4"')),
      ],
      ['csv', () => aFile('long.csv', header + rows(5000)), (file) => writeFileSync(file, (header + rows(5000)).replace(',3', ',4'))],
      [
        'tar',
        () => writeTar(aFolder(), 'long.tar', members('3')),
        (file) => writeTar(path.dirname(file), path.basename(file), members('4')),
      ],
    ];
    for (const [name, write, change] of shards) {
      const file = await write();
      const before = readFileSync(file);
      const { workspace, count } = await stopped(file);
      await change(file);
      expect(readFileSync(file).length).toBe(before.length);
      const other = await importShards(workspace, [file]);
      expect([name, other.questions]).toEqual([name, count]);
      expect(other.problems).toContainEqual(expect.objectContaining({ code: 'shard.changed' }));
      writeFileSync(file, before);
      const { questions, problems } = await importShards(workspace, [file]);
      expect([name, questions, problems.filter(({ code }) => code === 'shard.changed')]).toEqual([name, 5000, []]);
      workspace.close();
    }
  });

  it('goes on with the rest of a parquet file', async () => {
    const file = path.join(aFolder(), 'long.parquet');
    const pieces: Uint8Array[] = [];
    const name = (column: string) => ({ name: column, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }) as const;
    const schema = [{ name: 'schema', num_children: 2 }, name('question'), name('answer')];
    const stream = new ParquetStream({ columns: ['question', 'answer'], schema }, async (bytes) => void pieces.push(bytes));
    for (let n = 0; n < 5000; n += 1) await stream.add({ question: questionOf(n), answer: '3' });
    await stream.finish();
    writeFileSync(file, Buffer.concat(pieces));
    const { workspace } = await stopped(file);
    expect((await importShards(workspace, [file])).questions).toBe(5000);
    workspace.close();
  });
});

describe('an edit', () => {
  it("of a record with Python's NaN, or behind a byte order mark, changes the answer and no other byte", async () => {
    for (const [format, wrap] of [
      ['questions', (line: string) => line],
      ['questions', (line: string) => `\ufeff${line}`],
    ] as const) {
      const text = (answer: string) => wrap(`{"question":"Q1?","answer":"${answer}","score":NaN}\n`);
      await withImported(aFile('some.jsonl', text('3')), async (workspace) => {
        overrideAnswer(workspace, '7');
        expect((await exportAs(workspace, format)).bytes.toString()).toBe(text('7'));
      });
    }
    const tar = await writeTar(aFolder(), 'some.tar', [['a.json', '{"question":"Q1?","answer":"3","score":NaN}']]);
    await withImported(tar, async (workspace) => {
      overrideAnswer(workspace, '7');
      expect((await exportAs(workspace, 'webdataset')).bytes.includes('{"question":"Q1?","answer":"7","score":NaN}')).toBe(true);
    });
  });

  it('in a parquet column of 64-bit numbers is such a number; one that the column cannot hold is reported, and the other rows stay', async () => {
    const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;
    const schema = [
      { name: 'schema', num_children: 2 },
      { name: 'question', ...text },
      { name: 'answer', type: 'INT64', repetition_type: 'OPTIONAL' },
    ] as const;
    const file = path.join(aFolder(), 'some.parquet');
    const pieces: Uint8Array[] = [];
    const stream = new ParquetStream({ columns: ['question', 'answer'], schema }, async (bytes) => void pieces.push(bytes));
    for (const question of ['Q1?', 'Q2?']) await stream.add({ question, answer: 3n });
    await stream.finish();
    writeFileSync(file, Buffer.concat(pieces));
    for (const [answer, written] of [
      ['7', ['7', '3']],
      ['many', ['3']],
    ] as const) {
      const { out, problems } = await withImported(file, (workspace) => {
        overrideAnswer(workspace, answer);
        return exportAs(workspace, 'parquet', { out: 'again.parquet' });
      });
      expect(problems.map(({ code, line }) => [code, line])).toEqual(answer === '7' ? [] : [['question.malformed', 1]]);
      await withImported(out, (workspace) => expect(questionsOf(workspace).map(({ content }) => content.answer)).toEqual(written));
    }
  });

  it('that a record of a tar has no room for is reported, and the other samples stay; a tar without an end mark keeps every byte', async () => {
    const tar = await writeTar(aFolder(), 'some.tar', [
      ['a.json', '{"question":"Q1?","answer":"B","option_a":"red","option_b":"blue"}'],
      ['b.json', '{"question":"Q2?","answer":"3"}'],
    ]);
    const unended = readFileSync(tar).subarray(0, -1024);
    writeFileSync(tar, unended);
    await withImported(tar, async (workspace) => {
      const untouched = await exportAs(workspace, 'webdataset');
      expect([untouched.problems, untouched.bytes.equals(unended)]).toEqual([[], true]);
      overrideAnswer(workspace, 'green', ['red', 'blue', 'green']);
      const { bytes, records, problems } = await exportAs(workspace, 'webdataset');
      expect([records, bytes.includes('Q1?'), bytes.includes('Q2?')]).toEqual([1, false, true]);
      expect(problems).toMatchObject([{ code: 'question.malformed', line: 1 }]);
    });
  });

  it('that needs a column which a CSV does not have is reported, never written without it', async () => {
    await withImported(aFile('some.csv', 'question,answer,option_a,option_b\nQ1?,B,red,blue\nQ2?,A,up,down\n'), async (workspace) => {
      overrideAnswer(workspace, 'green', ['red', 'blue', 'green']);
      const { bytes, records, problems } = await exportAs(workspace, 'csv');
      expect([records, bytes.toString()]).toEqual([1, 'question,answer,option_a,option_b\nQ2?,A,up,down\n']);
      expect(problems).toMatchObject([{ code: 'question.malformed', line: 2 }]);
    });
  });
});

describe('a question whose text SQLite reads in its own way', () => {
  it('is found by the whole of it', async () => {
    const question = 'Before\u0000behind \ud83d and "quoted" \\u0041?';
    await withImported(aFile('some.jsonl', `${record({ question })}\n${record({ question: 'Plain?' })}\n`), (workspace) => {
      const rows = workspace.prepareAll<{ text: string; stored: string }>(
        'select text, stored from question_state join question using (seq) order by seq',
      )();
      expect(rows.map(({ text }) => text)).toEqual([question.toWellFormed(), 'Plain?']);
      expect(questionsOf(workspace).map(({ content }) => content.text)).toEqual([question, 'Plain?']);
    });
  });
});
