import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkspace } from '../../main/store/open-workspace.ts';
import type { Facets, QuestionPage } from '../../shared/api/index.ts';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { fillWorkspace } from '../fixtures/a-large-workspace.ts';
import { type Served, serveSightline } from '../fixtures/run-sightline.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-lists-'));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const count = 1200;

let browser: Browser;
let served: Served;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
  const file = path.join(folder, 'filled.sightline');
  const workspace = openWorkspace(file, { create: true });
  fillWorkspace(workspace, count);
  workspace.close();
  served = await serveSightline(['--workspace', file], { SIGHTLINE_HOME: path.join(folder, 'home') });
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgumentsWithoutGpu });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(pageErrors).toEqual([]);
});

const grid = () => page.getByRole('grid', { name: 'Questions' });
const shownTotal = () => page.locator('search [aria-live]').innerText();
const ask = <T>(address: string): Promise<T> => page.evaluate(async (each) => (await fetch(each)).json(), address) as Promise<T>;
const countOf = async (query: string) => (await ask<QuestionPage>(`/api/questions?limit=1&${query}`)).total;
const words = (total: number) => `${total.toLocaleString('en')} questions`;

async function open(hash: string, isReady: () => Promise<void>): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${served.url}${hash}`);
  await isReady();
}

describe('Browse', () => {
  test('narrows by facets and search, says so in its address, and keeps a view under a name', async () => {
    await open('#/browse', () => grid().waitFor());
    await expect.poll(shownTotal).toBe(words(count));
    await page
      .getByRole('region', { name: 'Findings' })
      .getByLabel(/Margin is small/)
      .check();
    const closeCalls = await countOf('finding=close-call');
    await expect.poll(shownTotal).toBe(words(closeCalls));
    await page.keyboard.press('/');
    await page.keyboard.type('television');
    const both = await countOf('finding=close-call&text=television');
    await expect.poll(shownTotal).toBe(words(both));
    expect(new URL(page.url()).hash).toBe('#/browse?finding=close-call&text=television');

    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByLabel('Name of the view').fill('Close televisions');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Close televisions', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await expect.poll(shownTotal).toBe(words(count));
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('button', { name: 'Close televisions', exact: true }).click();
    await expect.poll(shownTotal).toBe(words(both));
  });

  test('by keyboard alone: selects a range, rejects all of it, and takes it back in one step', async () => {
    await open('#/browse?order=margin', () => page.locator('[role=row][aria-rowindex="2"]').waitFor());
    await grid().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('5 selected').waitFor();
    await page.keyboard.press('x');
    await page.keyboard.press('2');
    await expect.poll(() => countOf('verdict=rejected')).toBe(5);
    await expect.poll(() => page.locator('[role=row][aria-selected=true]').filter({ hasText: 'Rejected' }).count()).toBe(5);

    await grid().focus();
    await page.keyboard.press('Control+a');
    await page.getByText(`${count.toLocaleString('en')} selected`).waitFor();
    await page.keyboard.press('a');
    await expect.poll(() => countOf('verdict=approved'), { timeout: 20_000 }).toBe(count);
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).first().isEnabled()).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(() => countOf('verdict=approved'), { timeout: 20_000 }).toBe(0);
    expect(await countOf('verdict=rejected')).toBe(5);
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).first().isEnabled()).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(() => countOf('verdict=rejected')).toBe(0);
  });

  test('goes to its last row at once, copies it for a spreadsheet, and opens it in the review with the same list', async () => {
    await open('#/browse?task=vsi_obj_abs_distance', () => page.locator('[role=row][aria-rowindex="2"]').waitFor());
    await grid().focus();
    await page.keyboard.press('End');
    const last = page.locator(`[role=row][aria-rowindex="${count / 6 + 1}"]`);
    await last.waitFor();
    await page.keyboard.press('Control+c');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^id\tverdict\t.*\nsynthetic:1194\tundecided\t/);
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).hash).toBe('#/review/synthetic%3A1194');
    await expect.poll(() => page.getByText(/of 200 questions|^200 questions/).count()).toBe(1);
    await page.getByRole('button', { name: 'Remove Absolute distance' }).waitFor();

    // A look at another screen does not lose the place; another list begins at its own first question.
    await page.keyboard.press('Shift+Digit3');
    await page.getByRole('heading', { name: 'Progress' }).waitFor();
    await page.keyboard.press('Shift+Digit1');
    await expect.poll(() => new URL(page.url()).hash).toBe('#/review/synthetic%3A1194');
    await page.getByRole('button', { name: 'Remove Absolute distance' }).click();
    await page.keyboard.press('Shift+Digit3');
    await page.getByRole('heading', { name: 'Progress' }).waitFor();
  });
});

describe('the dashboard', () => {
  test('opens in Browse what a figure counts', async () => {
    await open('#/dashboard', () => page.getByRole('heading', { name: 'Progress' }).waitFor());
    const findings = page.getByRole('region', { name: 'Findings' });
    await findings.getByText('Table', { exact: true }).click();
    await findings.getByRole('button', { name: 'Margin is small' }).click();
    await expect.poll(shownTotal).toBe(words(await countOf('finding=close-call')));
    const { margin } = await ask<Facets>('/api/facets');
    await open('#/dashboard', () => page.getByRole('heading', { name: 'Progress' }).waitFor());
    await page.getByRole('region', { name: 'Margins' }).locator('.recharts-bar-rectangle').nth(2).click();
    await expect.poll(shownTotal).toBe(words(margin[2] ?? 0));
  });
});

describe('at 1280x720, in light and in dark colours, axe finds nothing to object to and nothing is cut off', () => {
  test.each([
    ['#/browse?verdict=undecided', () => page.locator('[role=row][aria-rowindex="2"]').waitFor()],
    ['#/dashboard', () => page.getByRole('heading', { name: 'Progress' }).waitFor()],
  ] as const)('on %s', async (hash, isReady) => {
    await open(hash, isReady);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight,
    );
    expect(wide).toBe(false);
    await page.evaluate(axeSource);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
      await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))));
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
      expect(
        violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 200)) })),
        colorScheme,
      ).toEqual([]);
    }
  });
});
