import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QuestionColumns } from '../../../main/lists/question-columns.ts';
import { QuestionLists } from '../../../main/lists/question-lists.ts';
import { SearchedTexts } from '../../../main/lists/searched-texts.ts';
import { TextSearch } from '../../../main/lists/text-search.ts';
import { listTuplesAfter } from '../../../main/store/list-rows.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import { searchText, textIndexedTo } from '../../../main/store/search-text.ts';
import type { Workspace } from '../../../main/store/workspace.ts';
import { fillWorkspace } from '../../fixtures/a-large-workspace.ts';

const count = 2500;
let folder: string;
let file: string;
let workspace: Workspace;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-search-'));
  file = path.join(folder, 'filled.sightline');
  workspace = openWorkspace(file, { create: true });
  fillWorkspace(workspace, count);
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

function reword(seq: number, text: string, into = workspace): void {
  into.prepareRun('update question_state set text = ? where seq = ?')(text, seq);
}

function allTexts(): SearchedTexts {
  const texts = new SearchedTexts(workspace);
  while (texts.readMore());
  return texts;
}

function hitsOf(texts: SearchedTexts, text: string): number[] {
  const hits: number[] = [];
  for (let from = 0; from < texts.readTo; ) from = texts.searchPiece(text, from, (seq) => hits.push(seq));
  return hits;
}

function inFile(text: string): number[] {
  return searchText(workspace, text, { from: 0, to: count, indexedTo: 0 }).sort((a, b) => a - b);
}

describe('texts in memory', () => {
  it('give exactly the questions that the file gives', () => {
    const texts = allTexts();
    expect(texts.readTo).toBe(count);
    const words = fc.constantFrom('te', 'bed', 'far is the ', 'FROM THE sofa', 'metres)?', '3.', '.', '%', '_', 'no such words', '?0');
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ minLength: 1, maxLength: 3 })), (text) => {
        fc.pre(texts.canFind(text));
        expect(hitsOf(texts, text)).toEqual(inFile(text));
      }),
    );
  });

  it('never find what begins in one text and ends in the next', () => {
    const texts = allTexts();
    expect(hitsOf(texts, '?Measuring')).toEqual([]);
    expect([texts.canFind('a\u0000b'), texts.canFind('a\u0001b')]).toEqual([false, false]);
  });

  it('keep to their question where a letter is two in lower case', () => {
    reword(1, 'İİİİ');
    expect(hitsOf(allTexts(), 'bed')).toEqual(inFile('bed'));
  });

  it('are read again where one has changed', () => {
    const texts = allTexts();
    reword(1700, 'Where is the xylophone?');
    expect(hitsOf(texts, 'xylophone')).toEqual([]);
    texts.changed(1700);
    expect(hitsOf(texts, 'XYLOPHONE')).toEqual([1700]);
    expect(hitsOf(texts, 'bed')).toEqual(inFile('bed'));
  });
});

describe.each([
  ['in the file', false],
  ['in memory', true],
])('a search %s', (_, isInMemory) => {
  it('shows no question as it was when it was edited while the search went on', async () => {
    const columns = new QuestionColumns(0.1);
    for (const tuple of listTuplesAfter(workspace, 0, count)) columns.append(tuple);
    const search = new TextSearch(workspace, () => false, { ms: 0, questions: 500 });
    if (isInMemory) {
      search.workInBackground();
      await expect.poll(() => search.progress(count).done, { timeout: 20_000 }).toBe(count);
    }
    const [before] = inFile('television');
    const running = search.find('television', columns);
    // The first slice is done: it has seen one question as it was, and not the other as it is going to be.
    reword(before as number, 'Where is the xylophone?');
    search.changed(before as number);
    const hits = await running;
    expect(Array.from(hits, (hit, row) => (hit === 1 ? row + 1 : 0)).filter(Boolean)).toEqual(inFile('television'));
    expect(await search.find('television', columns)).toBe(hits);
    search.close();
  });
});

describe('the index', () => {
  it('is filled where the texts do not fit into memory, and finds the same', async () => {
    const columns = new QuestionColumns();
    for (const tuple of listTuplesAfter(workspace, 0, count)) columns.append(tuple);
    const search = new TextSearch(workspace, () => false, { letters: 1000 });
    search.workInBackground();
    await expect.poll(() => textIndexedTo(workspace), { timeout: 20_000 }).toBe(count);
    expect(search.progress(count)).toEqual({ done: count, total: count });
    for (const text of ['television', 'FAR is the bed', 'no such words', 'te']) {
      const hits = await search.find(text, columns);
      expect(Array.from(hits, (hit, row) => (hit === 1 ? row + 1 : 0)).filter(Boolean)).toEqual(inFile(text));
    }
    search.close();
  });

  it('is not needed, and not written, where they fit', async () => {
    const search = new TextSearch(workspace, () => false);
    search.workInBackground();
    await expect.poll(() => search.progress(count).done, { timeout: 20_000 }).toBe(count);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(textIndexedTo(workspace)).toBe(0);
    search.close();
  });
});

describe('lists', () => {
  const list = { order: 'shard', seed: 0, limit: 5 } as const;

  it('that were read ahead are there at once, but not where somebody has written since', async () => {
    const other = openWorkspace(file, { create: false });
    const lists = new QuestionLists(workspace);
    lists.readAhead();
    await vi.waitFor(async () => expect((await lists.rows(list)).length).toBe(count));
    const second = new QuestionLists(workspace);
    second.readAhead();
    await new Promise((resolve) => setTimeout(resolve, 200));
    other.prepareRun('update question_state set is_flagged = 1 where seq = ?')(7);
    const flagged = { ...list, flagged: 'true' } as const;
    const pages = await Promise.all([second.page(flagged), second.page(flagged)]);
    expect(pages.map(({ total }) => total)).toEqual([1, 1]);
    lists.close();
    second.close();
    other.close();
  });

  it('put no hits of a former reading beside the rows of the next', async () => {
    const lists = new QuestionLists(workspace, { slices: { ms: 0, questions: 100 } });
    const sought = { ...list, limit: 500, text: 'television' } as const;
    await lists.page(list);
    const running = lists.page(sought);
    // Every row moves up by one while the search goes on.
    workspace.prepareRun('delete from question_state where seq = ?')(1);
    lists.markStale();
    const pages = [await lists.page(list), await running];
    expect(pages[1]?.rows.filter(({ text }) => !text.includes('television'))).toEqual([]);
    expect(pages[1]?.total).toBe(inFile('television').length);
    lists.close();
  });
});
