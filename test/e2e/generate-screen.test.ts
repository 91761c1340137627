import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { type Served, serveSightline } from '../fixtures/run-sightline.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-generate-'));
const made = path.join(folder, 'made');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let served: Served;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
  served = await serveSightline(['--workspace', path.join(folder, 'other.sightline')], { SIGHTLINE_HOME: path.join(folder, 'home') });
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgumentsWithoutGpu });
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  page.on('pageerror', (error) => pageErrors.push(error.message));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(served.url);
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(pageErrors).toEqual([]);
});

test('the library of an empty workspace leads to it, and it shows a house of the run to come', async () => {
  await page.getByRole('button', { name: 'Generate one' }).click();
  await page.getByRole('heading', { name: 'Generate a dataset' }).waitFor();
  await fill({ 'Rooms per house, least': 1, 'Rooms per house, most': 2, 'Objects per house, least': 8, 'Objects per house, most': 14 });
  await view().waitFor();
  const before = await shownHouse();
  await fill({ Seed: 4 });
  await expect.poll(shownHouse, { timeout: 20_000 }).not.toBe(before);
  const other = await shownHouse();
  await page.getByRole('button', { name: 'The next house' }).click();
  await expect.poll(shownHouse, { timeout: 20_000 }).not.toBe(other);
});

test('says what is wrong at the setting: in its own words, and in those of whoever makes the houses', async () => {
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByText('Choose a folder.').waitFor();
  await fill({ 'Output folder': made, 'Objects per house, most': 310, 'Objects per house, least': 300 });
  await page.getByRole('alert').filter({ hasText: '300 objects do not fit' }).waitFor();
  await expectNoViolations('refused settings');
  await fill({ 'Objects per house, least': 8, 'Objects per house, most': 14 });
  await expect.poll(() => page.getByRole('alert').count(), { timeout: 20_000 }).toBe(0);
  expect(readdirSync(folder)).not.toContain('made');
});

test('Enter starts the run, whose pictures and numbers come while it is at work', async () => {
  await page.getByRole('button', { name: 'More settings' }).click();
  await fill({ Width: 96, Height: 64, 'Most steps of a walk': 150 });
  await expectNoViolations('all settings');
  await fill({ Houses: 2 });
  await page.keyboard.press('Enter');
  await page.getByRole('progressbar', { name: 'Progress of the run' }).waitFor();
  expect(await page.getByRole('button', { name: 'A run is at work' }).isDisabled()).toBe(true);
  await stateIs('done');
  const pictures = page.getByRole('list', { name: 'Finished houses' }).getByRole('img');
  expect(await pictures.count()).toBe(2);
  await expect.poll(() => pictures.evaluateAll((all) => all.every((each) => (each as HTMLImageElement).naturalWidth === 192))).toBe(true);
  expect(readdirSync(path.join(made, 'val', '000001'))).toContain('rgb__0.mp4');
  await expectNoViolations('a finished run');
});

test('more houses continue it; it pauses and resumes, and a reload comes back to it', async () => {
  await fill({ Houses: 5 });
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pause' }).click();
  await stateIs('paused');
  await page.reload();
  await stateIs('paused');
  expect(await page.getByLabel('Output folder').inputValue()).toBe(made);
  await expectNoViolations('a paused run');
  await page.getByRole('button', { name: 'Resume' }).click();
  await stateIs('done');
  await page.getByRole('region', { name: 'Result' }).getByText('5 houses').waitFor();
});

test('the result opens in a workspace of its own, on a question with a proven frame', async () => {
  await page.getByRole('button', { name: 'Open in a workspace of its own' }).click();
  await page.locator('[data-testid="frame-state"][data-state="exact"]').waitFor({ timeout: 60_000 });
  const workspace = await page.evaluate(async () => (await fetch('/api/workspace')).json());
  expect(workspace).toMatchObject({ file: `${made}.sightline`, counts: { scenes: 5 } });
});

async function fill(fields: Readonly<Record<string, string | number>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(String(value));
}

function view() {
  return page.locator('img[data-there]');
}

function shownHouse(): Promise<string | null> {
  return page.locator('[data-scene]').getAttribute('data-scene');
}

async function stateIs(state: string): Promise<void> {
  await page.locator(`[data-testid="run-state"][data-state="${state}"]`).waitFor({ timeout: 120_000 });
}

/** What axe objects to, in light and in dark colours, and whether the page is cut off. */
async function expectNoViolations(what: string): Promise<void> {
  await page.evaluate(axeSource);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    // Colours are judged as they will stay.
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))));
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
    expect(
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) })),
      `${what}, ${colorScheme}`,
    ).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${what} fits the window`).toBeLessThanOrEqual(1280);
}
