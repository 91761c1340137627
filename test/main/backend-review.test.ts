import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createBackend } from '../../main/index.ts';
import type { DecisionResult, ExportResult, QuestionDetail, QuestionRow, WorkspaceSummary } from '../../shared/api/index.ts';
import type { Decision } from '../../shared/model/decision.ts';
import { aBackend, apiOf, aReviewBackend, decideOn, evidence, importAndCheck, queue, type TestBackend } from '../fixtures/a-backend.ts';
import { type Dataset, writeDataset } from '../fixtures/a-dataset.ts';

let open: TestBackend[] = [];
afterEach(async () => {
  for (const { backend } of open) await backend.close();
  open = [];
});

async function aReview(): Promise<TestBackend & { readonly dataset: Dataset }> {
  const review = await aReviewBackend();
  open.push(review);
  return review;
}

const bytesOf = (folder: string, file: string) => readFileSync(path.join(folder, file), 'utf8');

/** A question of a task, as the queue lists it. */
async function rowOf(api: TestBackend, task: string, index = 0): Promise<QuestionRow> {
  return (await queue(api, `?task=${task}`)).rows[index] as QuestionRow;
}

/** An edit that exchanges the two roles of a distance question for others. */
async function editDistance(api: TestBackend, id: string): Promise<DecisionResult> {
  const { current } = await api.get<QuestionDetail>(`/api/questions/${id}`);
  const names = Object.keys(current.roles ?? {});
  const pair = Object.values(current.roles ?? {}).includes('floor lamp') ? ['dresser', 'sofa'] : ['floor lamp', 'sofa'];
  return decideOn(api, id, { operation: 'edit', edit: { roles: Object.fromEntries(names.map((name, k) => [name, pair[k]])) } });
}

describe('a reviewed shard', () => {
  test('exports with exactly the decided changes and every other byte as it was', async () => {
    const api = await aReview();
    const [approved, rejected, edited] = [
      await rowOf(api, 'vsi_obj_appearance_order'),
      await rowOf(api, 'vsi_obj_rel_direction_easy'),
      await rowOf(api, 'vsi_obj_abs_distance'),
    ];
    await decideOn(api, approved.id, { operation: 'approve' });
    await decideOn(api, rejected.id, { operation: 'reject', reason: 'wording' });
    const { question } = await editDistance(api, edited.id);

    const out = path.join(api.folder, 'corrected');
    const result = await api.post<ExportResult>('/api/export', { format: 'simsv', out });
    const manifest = `${out}.manifest.json`;
    expect(result).toEqual({ records: api.dataset.questionCount - 1, files: api.dataset.questionFiles.length, manifest, problems: [] });
    const said = JSON.parse(readFileSync(manifest, 'utf8')) as { files: { path: string; sha256: string }[] };
    expect(said).toMatchObject({ format: 'simsv', records: result.records, fileCount: result.files });
    for (const { path: file, sha256 } of said.files) expect(hash('sha256', readFileSync(path.join(out, file)))).toBe(sha256);

    const gone = (await api.get<QuestionDetail>(`/api/questions/${rejected.id}`)).source;
    const changed = question.source;
    for (const file of api.dataset.questionFiles) {
      const before = bytesOf(api.dataset.dir, file).split('\n');
      const after = bytesOf(out, file).split('\n');
      if (file === gone.file) expect(after).toEqual(before.filter((_, index) => index !== gone.line - 1));
      else if (file === changed.file) {
        const [was, is] = [before[changed.line - 1], after[changed.line - 1]].map((line) => JSON.parse(line ?? ''));
        expect(is).toMatchObject({
          question: question.current.text,
          mc_answer: question.current.letter,
          id: was.id,
          filename: was.filename,
        });
        expect(String(is.gt_answer)).toBe(String(Number(question.current.answer)));
        expect(is.gt_answer).not.toBe(was.gt_answer);
        expect(after.filter((_, index) => index !== changed.line - 1)).toEqual(before.filter((_, index) => index !== changed.line - 1));
      } else expect(after.join('\n')).toBe(before.join('\n'));
    }
  });

  test('exports conversations of the chosen verdicts, and the decisions themselves', async () => {
    const api = await aReview();
    const approved = await rowOf(api, 'vsi_obj_abs_distance');
    await decideOn(api, approved.id, { operation: 'approve' });
    const conversations = path.join(api.folder, 'train.jsonl');
    await api.post('/api/export', { format: 'conversations', out: conversations, verdicts: ['approved'], answerMode: 'oe' });
    const [line, ...rest] = bytesOf(api.folder, 'train.jsonl').trimEnd().split('\n');
    expect(rest).toEqual([]);
    expect(JSON.parse(line ?? '')).toMatchObject({
      conversations: [
        { from: 'human', value: approved.text, task: 'vsi_obj_abs_distance' },
        { from: 'gpt', value: approved.answer },
      ],
      type: 'oe',
      video: 'val/000000/rgb__0.mp4',
    });

    await api.post('/api/export', { format: 'decisions', out: path.join(api.folder, 'log.jsonl') });
    const log = bytesOf(api.folder, 'log.jsonl')
      .trimEnd()
      .split('\n')
      .map((entry): Decision => JSON.parse(entry));
    expect(log.map(({ operation, questionId, evidence: seen }) => [operation, questionId, seen])).toEqual([
      ['approve', approved.id, evidence],
    ]);
  });

  test('exports an answer set by hand with its mark and reason, in the record and in the conversation', async () => {
    const api = await aReview();
    const { id } = await rowOf(api, 'vsi_obj_abs_distance');
    const { current } = await api.get<QuestionDetail>(`/api/questions/${id}`);
    const other = current.options.find(({ letter }) => letter !== current.letter);
    const reason = 'The box of the sofa is too large, it says "2 m".';
    const edit = { roles: current.roles, override: { answer: other?.text, reason } };
    const { question, decision } = await decideOn(api, id, { operation: 'edit', edit });
    expect(question).toMatchObject({ verdict: 'edited', agreement: 'disagree', current: { answer: other?.text, letter: other?.letter } });
    expect(decision.payload).toMatchObject({ edit: { override: { reason } } });

    await api.post('/api/export', { format: 'simsv', out: path.join(api.folder, 'out') });
    const line = bytesOf(path.join(api.folder, 'out'), question.source.file).split('\n')[question.source.line - 1] ?? '';
    expect(JSON.parse(line)).toMatchObject({
      mc_answer: other?.letter,
      gt_answer: Number(other?.text),
      sightline_override: { reason, derived_answer: current.answer },
    });
    await api.post('/api/export', { format: 'conversations', out: path.join(api.folder, 'c.jsonl'), verdicts: ['edited'] });
    const said = JSON.parse(bytesOf(api.folder, 'c.jsonl')).conversations[1].value;
    expect(said).toBe(`${other?.letter}. ${other?.text}`);
  });

  test('replaces no file that is there already, neither by the export nor by its manifest', async () => {
    const api = await aReview();
    expect(await api.codeOf('POST', '/api/export', { format: 'simsv', out: api.dataset.dir })).toBe('file.exists');
    for (const [format, name] of [
      ['simsv', 'corrected'],
      ['conversations', 'train.jsonl'],
      ['decisions', 'log.jsonl'],
    ] as const) {
      const out = path.join(api.folder, name);
      writeFileSync(`${out}.manifest.json`, 'of somebody else');
      expect(await api.codeOf('POST', '/api/export', { format, out })).toBe('file.exists');
      expect(bytesOf(api.folder, `${name}.manifest.json`)).toBe('of somebody else');
      expect(readdirSync(api.folder).filter((found) => found.includes(name))).toEqual([`${name}.manifest.json`]);
      const link = path.join(api.folder, `link-to-${format}`);
      symlinkSync('nowhere', link);
      expect(await api.codeOf('POST', '/api/export', { format, out: link })).toBe('file.exists');
    }
  });

  test('is refused an export once its files changed, and nothing is written', async () => {
    const { appendFileSync } = await import('node:fs');
    const api = await aReview();
    appendFileSync(path.join(api.dataset.dir, api.dataset.questionFiles[3] ?? ''), ' ');
    const out = path.join(api.folder, 'corrected');
    expect(await api.codeOf('POST', '/api/export', { format: 'simsv', out })).toBe('shard.changed');
    expect(existsSync(out)).toBe(false);
  });
});

describe('a decision', () => {
  test('moves the question, its counts and its history together', async () => {
    const api = await aReview();
    const { id } = await rowOf(api, 'vsi_obj_rel_direction_hard');
    const result = await decideOn(api, id, { operation: 'reject', reason: 'trivial', comment: 'one can guess it' });
    expect(result.question.verdict).toBe('rejected');
    expect(result.byVerdict).toMatchObject({ rejected: 1, undecided: api.dataset.questionCount - 1 });
    expect(result.question.history).toEqual([result.decision]);
    expect((await queue(api, '?verdict=rejected')).rows.map((row) => row.id)).toEqual([id]);
  });

  test('about a wording that has changed since is refused as stale', async () => {
    const api = await aReview();
    const { id } = await rowOf(api, 'vsi_obj_abs_distance');
    const { contentHash } = await api.get<QuestionDetail>(`/api/questions/${id}`);
    await editDistance(api, id);
    const stale = { operation: 'approve', expectedHash: contentHash, evidence };
    expect(await api.codeOf('POST', `/api/questions/${id}/decisions`, stale)).toBe('decision.stale');
  });

  test('that edits gets its answer from the scene, and has none where the scene has none', async () => {
    const api = await aReview();
    const { id } = await rowOf(api, 'vsi_obj_abs_distance');
    const { question } = await editDistance(api, id);
    expect(question).toMatchObject({ verdict: 'edited', agreement: 'agree' });
    expect(question.current.options.find(({ letter }) => letter === question.current.letter)?.text).toBe(question.current.answer);
    const nonsense = {
      operation: 'edit',
      expectedHash: question.contentHash,
      evidence,
      edit: { roles: { ref_obj: 'sofa', other_obj: 'unicorn' } },
    };
    expect(await api.codeOf('POST', `/api/questions/${id}/decisions`, nonsense)).toBe('question.underivable');
  });

  test('cannot edit a type that this version does not know, but can judge it', async () => {
    const api = await aReview();
    const { id, agreement } = await rowOf(api, 'count_the_ghosts');
    expect(agreement).toBe('undecidable');
    const { contentHash } = await api.get<QuestionDetail>(`/api/questions/${id}`);
    const edit = { operation: 'edit', expectedHash: contentHash, evidence, edit: { roles: {} } };
    expect(await api.codeOf('POST', `/api/questions/${id}/decisions`, edit)).toBe('decision.illegal');
    expect((await decideOn(api, id, { operation: 'approve' })).question.verdict).toBe('approved');
  });

  test('is undone and redone across questions and a restart, by its own reviewer only', async () => {
    const api = await aReview();
    const [first, second] = [await rowOf(api, 'vsi_obj_abs_distance'), await rowOf(api, 'vsi_obj_appearance_order')];
    const { question: edited } = await editDistance(api, first.id);
    await decideOn(api, second.id, { operation: 'approve' });
    await api.backend.close();

    const reopened = createBackend({ pagesDir: api.folder, workspaceFile: api.workspaceFile });
    const again = { ...api, backend: reopened, ...apiOf(reopened) };
    open = [again];
    await again.post('/api/reviewer', { name: 'somebody else' });
    expect(await again.codeOf('POST', '/api/undo')).toBe('decision.illegal');
    await again.post('/api/reviewer', { name: (await again.get<QuestionDetail>(`/api/questions/${first.id}`)).history[0]?.reviewer });

    const undone = [await again.post<DecisionResult>('/api/undo'), await again.post<DecisionResult>('/api/undo')];
    expect(undone.map(({ question }) => [question.id, question.verdict])).toEqual([
      [second.id, 'undecided'],
      [first.id, 'undecided'],
    ]);
    expect(undone[1]?.question.current).toEqual(undone[1]?.question.stored);
    expect(await again.codeOf('POST', '/api/undo')).toBe('decision.illegal');

    const { question: redone } = await again.post<DecisionResult>('/api/redo');
    expect(redone).toMatchObject({ id: first.id, verdict: 'edited', current: edited.current, contentHash: edited.contentHash });
    await decideOn(again, first.id, { operation: 'skip' });
    expect(await again.codeOf('POST', '/api/redo')).toBe('decision.illegal');
  });
});

describe('the queue', () => {
  test('pages through every question once, in shard order and by margin', async () => {
    const api = await aReview();
    for (const order of ['shard', 'margin']) {
      const seen: QuestionRow[] = [];
      let cursor = '';
      do {
        const page = await queue(api, `?order=${order}&limit=5${cursor && `&cursor=${cursor}`}`);
        expect(page.total).toBe(api.dataset.questionCount);
        seen.push(...page.rows);
        cursor = page.nextCursor ?? '';
      } while (cursor !== '');
      expect(new Set(seen.map(({ id }) => id)).size).toBe(api.dataset.questionCount);
      if (order === 'margin') {
        const margins = seen.map(({ marginScore }) => marginScore ?? Number.POSITIVE_INFINITY);
        expect(margins).toEqual([...margins].sort((a, b) => a - b));
      }
    }
  });

  test('narrows by text without taking its signs for patterns', async () => {
    const api = await aReview();
    expect((await queue(api, '?text=GHOSTS')).total).toBe(4);
    expect((await queue(api, '?text=%25')).total).toBe(0);
    expect((await queue(api, '?text=ghosts&scene=demo:val:000001')).total).toBe(2);
    expect(await api.codeOf('GET', '/api/questions?cursor=nonsense')).toBe('input.invalid');
  });

  test('lists what is flagged', async () => {
    const api = await aReview();
    const { id } = await rowOf(api, 'vsi_obj_abs_distance');
    await decideOn(api, id, { operation: 'flag' });
    expect((await queue(api, '?flagged=true')).rows.map((row) => row.id)).toEqual([id]);
    const summary = await api.get<WorkspaceSummary>('/api/workspace');
    expect(summary.byVerdict.undecided).toBe(api.dataset.questionCount);
  });
});

test('closing in the middle of an import keeps what is whole, and the next import goes on', async () => {
  const api = aBackend();
  const dataset = await writeDataset(path.join(api.folder, 'large'), { scenes: 4 });
  const events = (await api.backend.fetch(new Request('http://studio/api/events'))).body?.pipeThrough(new TextDecoderStream()).getReader();
  const imported = api.backend.importPaths([dataset.dir]).catch((error: unknown) => error);
  while (!(await events?.read())?.value?.includes('import-progress'));
  await api.backend.close();
  // The four scenes may just have been listed.
  expect(await imported).toEqual(expect.toSatisfy((result) => result.code === 'cancelled' || result.scenes === 4));
  const again = { ...api, backend: createBackend({ pagesDir: api.folder, workspaceFile: api.workspaceFile }) };
  open.push(again);
  expect(await importAndCheck(apiOf(again.backend), [dataset.dir])).toMatchObject({ scenes: 4, questions: dataset.questionCount });
  expect(await queue(apiOf(again.backend), '?agreement=disagree')).toMatchObject({ total: 0 });
});
