import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { referenceData } from '../fixtures/reference-data.ts';
import { runSightline, type Served, serveSightline } from '../fixtures/run-sightline.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-e2e-'));
const demo = path.join(folder, 'demo');
const workspace = path.join(folder, 'demo.sightline');
const env = { SIGHTLINE_HOME: path.join(folder, 'home') };

let browser: Browser;
let served: Served | undefined;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgumentsWithoutGpu });
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A real ProcTHOR house where there is one, else our own sample house. */
function houseArguments(): string[] {
  const house = referenceData('procthor', 'houses', 'house_3.json');
  const assets = referenceData('procthor', 'asset_databases');
  if (house === null || assets === null) return ['--houses', 'assets/sample-house/house.json'];
  return ['--houses', house, '--assets', assets];
}

test('a house becomes a walkthrough video with annotations and 3Q questions', async () => {
  const { code, json, stderr } = await runSightline(['generate', ...houseArguments(), '--out', demo, '--seed', '7']);
  expect(stderr).toBe('');
  expect({ code, json }).toMatchObject({ code: 0, json: { ok: true, houses: 1, failed: 0, problems: [] } });
  expect(json.questions).toBeGreaterThanOrEqual(20);
  const files = readdirSync(path.join(demo, 'val', '000000'));
  expect(files).toEqual(
    expect.arrayContaining(['house_spec.json', 'offline_annos__0.jsonl', 'rgb__0.mp4', 'spatial_metadata.json', 'success.txt']),
  );
  const annotations = readFileSync(path.join(demo, 'val', '000000', 'offline_annos__0.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  expect(annotations).toHaveLength(json.frames);
});

test('generating again continues: what is there is kept as it is', async () => {
  const video = path.join(demo, 'val', '000000', 'rgb__0.mp4');
  const before = readFileSync(video);
  const { code, json } = await runSightline(['generate', ...houseArguments(), '--out', demo, '--seed', '7']);
  expect({ code, skipped: json.skipped }).toEqual({ code: 0, skipped: 1 });
  expect(readFileSync(video).equals(before)).toBe(true);
  const other = await runSightline(['generate', ...houseArguments(), '--out', demo, '--seed', '8']);
  expect({ code: other.code, problem: other.json.problems[0].code }).toEqual({ code: 2, problem: 'input.invalid' });
});

test('the dataset imports without a problem, every answer agreeing with its geometry', async () => {
  const { code, json } = await runSightline(['import', demo, '--workspace', workspace]);
  expect({ code, json }).toMatchObject({ code: 0, json: { ok: true, scenes: 1, trajectories: 1, problems: [] } });
  served = await serveSightline(['--workspace', workspace], env);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => pageErrors.push(error.message));
  await page.goto(served.url);
  const rows = await page.evaluate(async () => (await (await fetch('/api/questions?limit=100')).json()).rows as { agreement: string }[]);
  expect(rows).toHaveLength(json.questions);
  expect(rows.filter(({ agreement }) => agreement !== 'agree')).toEqual([]);
});

test('a reviewer approves one, rejects one and edits one by keyboard, each on an exact frame', async () => {
  await andMovesOn(() => page.keyboard.press('a'));
  await andMovesOn(async () => {
    await page.keyboard.press('x');
    await page.getByRole('button', { name: 'Ambiguous: too close to call' }).waitFor();
    await page.keyboard.press('3');
  });
  await andMovesOn(editSomeRole);
  const { byVerdict } = await page.evaluate(async () => (await fetch('/api/workspace')).json());
  expect(byVerdict).toMatchObject({ approved: 1, rejected: 1, edited: 1 });
  expect(pageErrors).toEqual([]);
});

test('the exported shard differs from the generated one in exactly these', async () => {
  const out = path.join(folder, 'corrected');
  const { code, json } = await runSightline(['export', '--workspace', workspace, '--format', 'simsv', '--out', out]);
  expect({ code, problems: json.problems }).toEqual({ code: 0, problems: [] });
  const changes: string[] = [];
  for (const name of questionFiles(demo)) {
    const [before, after] = [linesOf(path.join(demo, name)), linesOf(path.join(out, name))];
    for (const line of before) if (!after.includes(line)) changes.push('gone or changed');
    for (const line of after) if (!before.includes(line)) changes.push('new');
  }
  expect(changes.sort()).toEqual(['gone or changed', 'gone or changed', 'new']);
  expect(questionFiles(out)).toEqual(questionFiles(demo));
});

test('decisions and training conversations export as well', async () => {
  const decisions = path.join(folder, 'decisions.jsonl');
  const conversations = path.join(folder, 'train.jsonl');
  const first = await runSightline(['export', '--workspace', workspace, '--format', 'decisions', '--out', decisions]);
  expect(linesOf(decisions).map((line) => JSON.parse(line).operation)).toEqual(['approve', 'reject', 'edit']);
  const second = await runSightline([
    'export',
    '--workspace',
    workspace,
    '--format',
    'conversations',
    '--answer-mode',
    'oe',
    '--out',
    conversations,
  ]);
  expect([first.code, second.code]).toEqual([0, 0]);
  const total = questionFiles(demo).reduce((sum, name) => sum + linesOf(path.join(demo, name)).length, 0);
  expect(linesOf(conversations)).toHaveLength(total - 1);
});

/** Waits for a proven frame, decides, and waits for the next question. */
async function andMovesOn(decide: () => Promise<void>): Promise<void> {
  await page.getByText('exact', { exact: true }).waitFor({ timeout: 30_000 });
  const before = page.url();
  await decide();
  await expect.poll(() => page.url(), { timeout: 10_000 }).not.toBe(before);
}

/** Opens the editor and puts the first candidate that gives a valid question into the last role. */
async function editSomeRole(): Promise<void> {
  await page.keyboard.press('e');
  const field = page.getByRole('group', { name: 'Roles' }).getByRole('combobox').last();
  const save = page.getByRole('button', { name: /Save edit/ });
  const before = await field.inputValue();
  await field.click();
  const choices = page.locator(`[id="${await field.getAttribute('aria-controls')}"]`).getByRole('option');
  const names = await choices.allInnerTexts();
  // Esc closes the list only; the edit stays open.
  await page.keyboard.press('Escape');
  for (const [index, name] of names.entries()) {
    if (name.startsWith(before)) continue;
    await field.click();
    await choices.nth(index).click();
    if (await save.isEnabled()) break;
  }
  await page.keyboard.press('Control+Enter');
}

function questionFiles(dataset: string): string[] {
  return readdirSync(path.join(dataset, 'val', '000000'))
    .filter((name) => name.startsWith('qa_pairs_'))
    .map((name) => path.join('val', '000000', name))
    .sort();
}

function linesOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return text === '' ? [] : text.trimEnd().split('\n');
}
