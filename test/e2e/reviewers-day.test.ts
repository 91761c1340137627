import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QuestionDetail } from '../../shared/api/index.ts';
import { type Decision, defaultRejectReasons } from '../../shared/model/decision.ts';
import { findQuestionType, questionTypes } from '../../shared/questions/registry.ts';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { type Served, serveSightline } from '../fixtures/run-sightline.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-day-'));
const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
const sample = path.resolve(import.meta.dirname, '../../assets/sample-shard');

/** A comment in two scripts. */
const said = 'Seen twice, once in the mirror. كرسي';

let browser: Browser;
let served: Served;
let page: Page;
const pageErrors: string[] = [];
/** What the reviewer did, as the log should tell it. */
const done: (Pick<Decision, 'questionId' | 'operation'> & Partial<Pick<Decision, 'payload'>>)[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgumentsWithoutGpu });
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a day by keyboard alone: the sample, twenty questions of all families, a break, one of every other type, and exports that show exactly that', async () => {
  await open();
  await page.getByRole('dialog', { name: 'Tour, step 1 of 5' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('dialog', { name: 'Tour, step 2 of 5' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);

  await decide('approve', approve);
  await decide('reject', () => type('x', '1'), { reason: defaultRejectReasons[0]?.id });
  await decide('approve', approve);
  await decide('edit', editRole);
  await act('flag', () => page.keyboard.press('f'));
  await act('comment', comment, { comment: said });
  await decide('approve', approve);
  await decide('skip', () => page.keyboard.press('s'));
  const again = currentId();
  await decide('approve', approve);
  await page.keyboard.press('Control+z');
  await expect.poll(currentId).toBe(again);
  done.push({ questionId: again, operation: 'undo' });
  await decide('reject', () => type('x', '3'), { reason: defaultRejectReasons[2]?.id });
  await decide('approve', approve);
  await decide('edit', editOptions);
  for (let n = 0; n < 2; n += 1) await decide('approve', approve);
  // Types that ask what others ask, in VSI-Bench's words: after the break.
  for (let n = 0; n < 8; n += 1) await moveDown();
  for (let n = 0; n < 9; n += 1) await decide('approve', approve);
  const families = await Promise.all([...verdicts().keys()].map(async (id) => findQuestionType((await question(id)).task)?.about.title));
  expect(families).toHaveLength(20);
  expect(new Set(families), 'all families').toEqual(new Set(questionTypes.map(({ about }) => about.title)));

  const next = currentId();
  await page.close();
  expect(await served.stop()).toBe(0);
  await open();
  expect(currentId(), 'the review goes on where it was').toBe(next);
  expect(await page.getByRole('dialog').count(), 'the tour comes once').toBe(0);
  await decide('skip', () => page.keyboard.press('s'));
  while (verdicts().size < questionTypes.length - 1) await decide('approve', approve);
  await exact();
  await act('approve', approve);
  await exportTo('Decisions', path.join(folder, 'log.jsonl'));
  await exportTo('SIMS-V folder', path.join(folder, 'reviewed'));
  expect(pageErrors).toEqual([]);
  await expectExports();
});

/** Starts Sightline as `npm start` does, with nothing named, and waits for a proven frame. */
async function open(): Promise<void> {
  served = await serveSightline([], env);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => pageErrors.push(error.message));
  await page.goto(served.url);
  await exact();
}

/** Decides on a proven frame and waits for the next question. */
async function decide(operation: Decision['operation'], keys: () => Promise<unknown>, payload: Decision['payload'] = {}): Promise<void> {
  await exact();
  const id = currentId();
  await keys();
  done.push({ questionId: id, operation, payload });
  await expect.poll(currentId, { timeout: 20_000 }).not.toBe(id);
}

function approve(): Promise<unknown> {
  return page.keyboard.press('a');
}

async function moveDown(): Promise<void> {
  const id = currentId();
  await page.keyboard.press('ArrowDown');
  await expect.poll(currentId).not.toBe(id);
}

/** Does something that leaves the question on screen. */
async function act(operation: Decision['operation'], keys: () => Promise<unknown>, payload: Decision['payload'] = {}): Promise<void> {
  const id = currentId();
  await keys();
  done.push({ questionId: id, operation, payload });
  await expect.poll(async () => (await question(id)).history.at(-1)?.operation).toBe(operation);
}

async function type(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function comment(): Promise<void> {
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Comment' }).waitFor();
  await page.keyboard.type(said);
  await page.keyboard.press('Control+Enter');
}

/** Goes down the list of the first role until an object gives a valid question. */
async function editRole(): Promise<void> {
  await page.keyboard.press('e');
  const field = page.getByRole('group', { name: 'Roles' }).getByRole('combobox').first();
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  const save = page.getByRole('button', { name: /Save edit/ });
  for (let tries = 0; tries < 30 && !(await save.isEnabled()); tries += 1) {
    const before = await field.inputValue();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => field.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => field.inputValue()).not.toBe(before);
    await expect.poll(() => field.getAttribute('aria-expanded')).not.toBe('true');
  }
  await page.keyboard.press('Control+Enter');
}

/** Moves the first option down and saves from the field of one. */
async function editOptions(): Promise<void> {
  await page.keyboard.press('e');
  await tabTo('Edit the options');
  await page.keyboard.press('Enter');
  await tabTo('Move option A down');
  await page.keyboard.press('Enter');
  await tabTo('Option B');
  await page.keyboard.press('Control+Enter');
}

/** Presses Tab until the control of that name has the focus. */
async function tabTo(name: string): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
    });
  for (let presses = 0; presses < 60 && (await focused()) !== name; presses += 1) await page.keyboard.press('Tab');
  expect(await focused()).toBe(name);
}

/** Exports through palette and dialog, without a mouse. */
async function exportTo(format: string, out: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const search = page.getByPlaceholder(/^Type a command/);
  await search.waitFor();
  await page.keyboard.type('export');
  await expect.poll(() => page.locator('[data-selected]').filter({ hasText: 'Export' }).count()).toBe(1);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.waitFor();
  await dialog.getByRole('radio', { name: format }).focus();
  await page.keyboard.press('Space');
  await dialog.getByRole('textbox', { name: /to write$/ }).focus();
  await page.keyboard.type(out);
  await page.keyboard.press('Enter');
  await dialog.getByText(/\d+ records? in/).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
}

async function expectExports(): Promise<void> {
  const log = linesOf(path.join(folder, 'log.jsonl')).map((line): Decision => JSON.parse(line));
  expect(log).toMatchObject(done);
  const undo = log.findIndex(({ operation }) => operation === 'undo');
  expect(log[undo]?.payload['decisionId']).toBe(log[undo - 1]?.id);
  const last = verdicts();
  const decided = await Promise.all([...last.keys()].map(question));
  expect(decided.map(({ task }) => task).sort(), 'one of every type').toEqual(questionTypes.map(({ task }) => task).sort());
  const byPlace = new Map(decided.map((detail) => [`${detail.source.file}:${detail.source.line}`, detail]));
  const files = readdirSync(path.join(sample, 'val', '000000')).filter((name) => name.startsWith('qa_pairs_'));
  expect(readdirSync(path.join(folder, 'reviewed', 'val', '000000')).sort()).toEqual(files.sort());
  for (const name of files) {
    const file = `val/000000/${name}`;
    const expected = linesOf(path.join(sample, file)).flatMap((stored, index) => {
      const detail = byPlace.get(`${file}:${index + 1}`);
      const verdict = last.get(detail?.id ?? '');
      if (verdict === 'reject') return [];
      return verdict === 'edit' && detail !== undefined ? [editedLine(stored, detail.current)] : [stored];
    });
    expect(linesOf(path.join(folder, 'reviewed', file)), file).toEqual(expected);
  }
}

/** The stored record with what the edit says and nothing else, in the record's own style. */
function editedLine(stored: string, current: QuestionDetail['current']): string {
  const record = JSON.parse(stored) as Record<string, unknown>;
  const written = linesOf(path.join(folder, 'reviewed', 'val', '000000', String(questionFileOf(record)))).find(
    (line) => JSON.parse(line).id === record['id'],
  );
  const after = JSON.parse(written ?? '{}') as Record<string, unknown>;
  const choices = current.options.map(({ letter, text }) => `${letter}. ${text}`);
  expect(after).toMatchObject({ question: current.text, mc_answer: current.letter, mc_choices: choices, filename: record['filename'] });
  expect(String(after['gt_answer'])).toBe(typeof after['gt_answer'] === 'number' ? String(Number(current.answer)) : current.answer);
  expect(Object.keys(after)).toEqual(Object.keys(record));
  expect(written, 'an edit changes its record').not.toBe(stored);
  return written ?? '';
}

function questionFileOf(record: Record<string, unknown>): string {
  return `qa_pairs_${record['task']}__0.jsonl`;
}

/** The verdict of every question that has one, as it should stand now. */
function verdicts(): Map<string, Decision['operation']> {
  return new Map(done.filter(isVerdict).map(({ questionId, operation }) => [questionId, operation]));
}

function isVerdict({ operation }: { readonly operation: Decision['operation'] }): boolean {
  return ['approve', 'reject', 'edit', 'skip'].includes(operation);
}

function linesOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return text === '' ? [] : text.trimEnd().split('\n');
}

/** The question of the address bar is on screen with a proven frame. */
async function exact(): Promise<void> {
  const main = page.locator('main[aria-busy="false"]', { has: page.locator('[data-testid="frame-state"][data-state="exact"]') });
  await main.waitFor();
  await expect.poll(() => main.getAttribute('data-question')).toBe(currentId());
}

function currentId(): string {
  return decodeURIComponent(new URL(page.url()).hash.replace('#/review/', ''));
}

async function question(id: string): Promise<QuestionDetail> {
  return page.evaluate(async (each) => (await fetch(`/api/questions/${encodeURIComponent(each)}`)).json(), id);
}
