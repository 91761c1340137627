import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QuestionRow } from '../../shared/api/index.ts';
import { findQuestionType, questionTypes } from '../../shared/questions/registry.ts';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { referenceData } from '../fixtures/reference-data.ts';
import { runSightline, type Served, serveSightline } from '../fixtures/run-sightline.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-types-'));
const workspace = path.join(folder, 'types.sightline');
const env = { SIGHTLINE_HOME: path.join(folder, 'home') };

let browser: Browser;
let served: Served;
let page: Page;
/** What the console or an exception said, with the task on screen. */
const complaints: string[] = [];
let shownTask = '';

beforeAll(async () => {
  for (const dataset of await datasets()) {
    const { code, json } = await runSightline(['import', dataset, '--workspace', workspace], env);
    expect({ code, problems: json.problems }).toEqual({ code: 0, problems: [] });
  }
  served = await serveSightline(['--workspace', workspace], env);
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgumentsWithoutGpu });
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  page.on('pageerror', (error) => complaints.push(`${shownTask}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${shownTask}: ${message.text()}`));
  await page.goto(served.url);
  await page.getByRole('region', { name: 'Question card' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The peer's dataset where there is one, and in any case the sample with every type asked anew. */
async function datasets(): Promise<string[]> {
  const sample = path.join(folder, 'sample');
  cpSync('assets/sample-shard', sample, { recursive: true });
  const types = questionTypes.map(({ task }) => task).join(',');
  expect((await runSightline(['ask', sample, '--types', types, '--per-video', '3', '--seed', '7'], env)).code).toBe(0);
  const peer = referenceData('simsv-peer', 'dataset');
  return peer === null ? [sample] : [sample, peer];
}

test('every question type shows marks, answer and agreement, and all of them follow a role that is changed', async () => {
  const { byTask } = await page.evaluate(async () => (await fetch('/api/workspace')).json());
  const tasks = Object.keys(byTask);
  expect(tasks.toSorted()).toEqual(questionTypes.map(({ task }) => task).sort());
  for (const task of tasks) {
    shownTask = task;
    const type = findQuestionType(task);
    expect(type, task).not.toBeNull();
    const row = await agreeingQuestion(task);
    await page.evaluate((id) => (location.hash = `#/review/${encodeURIComponent(id)}`), row.id);
    const card = page.getByRole('region', { name: 'Question card' });
    await card.getByRole('heading', { name: type?.title ?? '', exact: true }).waitFor();
    await card.getByText(row.text.split('\n')[0] ?? '').waitFor();
    await card.getByText('Agrees', { exact: true }).waitFor();
    expect(await marksOnMap(), `${task}: marks`).not.toBe('');
    expect(await listed(card), `${task}: derived answer`).toContain('derived');
    if (type?.roleNames.length === 0) await expectPoliteRefusal();
    else await expectToFollow(task, card);
  }
  expect(complaints).toEqual([]);
});

/** The first question of a task whose stored answer agrees and that has something to draw (a presence question answered with yes). */
async function agreeingQuestion(task: string): Promise<QuestionRow> {
  const rows: QuestionRow[] = await page.evaluate(
    async (each) => (await (await fetch(`/api/questions?limit=50&task=${each}`)).json()).rows,
    task,
  );
  const row = rows.find(({ agreement, answer }) => agreement === 'agree' && answer.toLowerCase() !== 'no');
  if (row === undefined) throw new Error(`No question of ${task} agrees: ${JSON.stringify(rows.slice(0, 3))}`);
  return row;
}

/** Puts other names into the roles until one gives a new question, checks what follows from it, and leaves the edit. */
async function expectToFollow(task: string, card: Locator): Promise<void> {
  const [marks, stored] = [await marksOnMap(), await listed(card)];
  await page.keyboard.press('e');
  const fields = page.getByRole('group', { name: 'Roles' }).getByRole('combobox');
  await fields.first().waitFor();
  const name = await changeSomeRole(fields);
  expect(name, `${task}: no other object gives a valid question`).not.toBeNull();
  await card
    .getByText('after the edit', { exact: true })
    .or(card.getByText('stored = derived', { exact: true }))
    .waitFor();
  expect(await card.innerText(), `${task}: wording`).toContain(name ?? '');
  expect(await listed(card), `${task}: options`).toContain('will be stored');
  expect(await marksOnMap(), `${task}: marks after the edit`).not.toBe(marks);
  await page.keyboard.press('Escape');
  await expect.poll(() => fields.count()).toBe(0);
  expect(await listed(card), `${task}: options after leaving the edit`).toBe(stored);
}

/** Types names into the fields, last role first, as a reviewer does: text, Enter. Null where none gives a valid question. */
async function changeSomeRole(fields: Locator): Promise<string | null> {
  const save = page.getByRole('button', { name: /Save edit/ });
  for (let field = (await fields.count()) - 1; field >= 0; field--) {
    const input = fields.nth(field);
    const before = await input.inputValue();
    await input.click();
    const list = page.locator(`[id="${await input.getAttribute('aria-controls')}"]`);
    const names = (await list.getByRole('option').locator('b').allInnerTexts()).filter((name) => name !== before);
    for (const name of names.slice(0, 12)) {
      await chooseByTyping(input, name);
      if (await save.isEnabled()) return input.inputValue();
    }
    await chooseByTyping(input, before);
  }
  return null;
}

/**
 * Types into a field and takes the first name that fits with one Enter, also in the moment in which the list opens. The list closes in the same paint in
 * which the edit follows the choice.
 */
async function chooseByTyping(input: Locator, name: string): Promise<void> {
  await input.fill(name);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => input.getAttribute('aria-expanded')).toBe('false');
}

/** A type without roles has none to choose, and says why; wording, options and an answer by hand remain. */
async function expectPoliteRefusal(): Promise<void> {
  await page.keyboard.press('e');
  await page.getByText(/its answer follows from the house alone/).waitFor();
  expect(await page.getByRole('group', { name: 'Roles' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /Save edit/ }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('button', { name: /Save edit/ }).count()).toBe(0);
}

function marksOnMap(): Promise<string> {
  return page.getByTestId('marks').innerHTML();
}

/** The options with what is said of each. */
function listed(card: Locator): Promise<string> {
  return card.getByRole('list', { name: 'Options' }).innerText();
}
