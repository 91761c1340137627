import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import { runSightline, type Served, serveSightline } from '../fixtures/run-sightline.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-studio-'));
const workspace = path.join(folder, 'sample.sightline');
const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let served: Served;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
  const { code } = await runSightline(['import', 'assets/sample-shard', '--workspace', workspace], env);
  expect(code).toBe(0);
  served = await serveSightline(['--workspace', workspace], env);
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArguments });
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => pageErrors.push(error.message));
});
beforeEach(() => openStudio());
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(pageErrors).toEqual([]);
});

describe('the keys', () => {
  test('reject with X and a digit typed at once, without waiting for the menu', async () => {
    const id = currentId();
    await page.keyboard.press('x');
    await page.keyboard.press('2');
    await expect.poll(currentId).not.toBe(id);
    const { verdict, history } = await question(id);
    expect({ verdict, reason: history.at(-1)?.payload['reason'] }).toEqual({ verdict: 'rejected', reason: 'ambiguous-object' });
  });

  test('close an open list of roles with Esc before they leave the edit', async () => {
    await page.keyboard.press('e');
    const field = roleFields().last();
    await field.click();
    await expect.poll(() => field.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    await expect.poll(() => field.getAttribute('aria-expanded')).not.toBe('true');
    expect(await roleFields().count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => roleFields().count()).toBe(0);
  });

  test('rest while the reviewer types a search', async () => {
    const id = currentId();
    await page.keyboard.press('/');
    await page.keyboard.type('axs');
    expect(await page.getByLabel('Search question or answer').inputValue()).toBe('axs');
    expect({ id: currentId(), verdict: (await question(id)).verdict }).toEqual({ id, verdict: 'undecided' });
  });
});

describe('an edit', () => {
  test('outlives a look at what is asked, which Esc closes first', async () => {
    await page.keyboard.press('e');
    await roleFields().first().waitFor();
    await showAbout();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await roleFields().count()).toBeGreaterThan(0);
  });

  test('shows the stored options in their stored order until a role changes', async () => {
    const options = () => page.getByRole('list', { name: 'Options' }).getByRole('listitem').locator('span:first-of-type').allInnerTexts();
    const before = await options();
    await page.keyboard.press('e');
    await roleFields().first().waitFor();
    expect(await options()).toEqual(before);
    expect(await page.getByRole('button', { name: /Save edit/ }).isDisabled()).toBe(true);
  });
});

describe('undo', () => {
  test('goes back to the question, and still does after the server was restarted', async () => {
    const id = currentId();
    const approveAndLeave = async () => {
      await page.keyboard.press('a');
      await expect.poll(currentId).not.toBe(id);
    };
    await approveAndLeave();
    await page.keyboard.press('Control+z');
    await expect.poll(currentId).toBe(id);
    expect((await question(id)).verdict).toBe('undecided');

    await exact();
    await approveAndLeave();
    await served.stop();
    served = await serveSightline(['--workspace', workspace], env);
    await openStudio();
    expect(currentId()).not.toBe(id);
    await page.keyboard.press('Control+z');
    await expect.poll(currentId).toBe(id);
    expect((await question(id)).verdict).toBe('undecided');
  });
});

describe('the video', () => {
  test('proves every frame it shows, five steps forward and back', async () => {
    const readout = page.getByLabel(/^Frame, 0 to/);
    await page.keyboard.press('Home');
    for (const [key, frame] of [...[1, 2, 3, 4, 5].map((to) => ['.', to] as const), ...[4, 3, 2, 1, 0].map((to) => [',', to] as const)]) {
      await page.keyboard.press(key);
      await expect.poll(() => readout.inputValue()).toBe(String(frame));
      await exact();
      const painted = await page.locator('[data-frame]').evaluateAll((all) => all.map((each) => each.getAttribute('data-frame')));
      expect(new Set(painted), 'picture, overlay and map stand at the same frame').toEqual(new Set([String(frame)]));
    }
  });
});

describe('in light and in dark colours axe finds nothing to object to', () => {
  const screens: readonly (readonly [name: string, show: () => Promise<void>])[] = [
    ['review', async () => undefined],
    ['edit', () => showBy('e', () => roleFields().first().waitFor())],
    ['what is asked', () => showAbout()],
    ['reject menu', () => showBy('x', () => page.getByText('Answer is wrong').waitFor())],
    ['keys help', () => showBy('?', () => page.getByRole('dialog', { name: 'Keys' }).waitFor())],
    ['export', () => showBy(null, () => page.getByRole('dialog', { name: 'Export' }).waitFor())],
    ['generate', () => openStudio('#/generate', () => page.locator('img[data-there]').waitFor())],
    ['library', () => openStudio('#/library', () => page.getByRole('heading', { name: 'Library' }).waitFor())],
  ];
  test.each(screens)('on the %s screen', async (_, show) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await show();
    await page.evaluate(axeSource);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
      expect(await violations(), colorScheme).toEqual([]);
    }
  });
});

/** Opens the page afresh on a place of it, by default the first undecided question with a proven frame. */
async function openStudio(hash = '', isReady: () => Promise<void> = exact): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${served.url}${hash}`);
  await isReady();
}

/** What axe objects to on the page as it stands, once nothing fades in any more: colours are judged as they will stay. */
async function violations(): Promise<{ id: string; nodes: string[] }[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))));
  const found = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) }));
}

async function exact(): Promise<void> {
  await page.locator('[data-testid="frame-state"][data-state="exact"]').waitFor();
}

async function showBy(key: string | null, isShown: () => Promise<void>): Promise<void> {
  if (key === null) await page.getByRole('button', { name: 'Export' }).click();
  else await page.keyboard.press(key);
  await isShown();
}

async function showAbout(): Promise<void> {
  await page.getByRole('button', { name: 'What is asked?' }).click();
  await page.getByRole('dialog', { name: /^What is asked/ }).waitFor();
}

function roleFields() {
  return page.getByRole('group', { name: 'Roles' }).getByRole('combobox');
}

function currentId(): string {
  return decodeURIComponent(new URL(page.url()).hash.replace('#/review/', ''));
}

interface StoredQuestion {
  readonly verdict: string;
  readonly history: readonly { readonly payload: Record<string, unknown> }[];
}

async function question(id: string): Promise<StoredQuestion> {
  return page.evaluate(async (each) => (await fetch(`/api/questions/${encodeURIComponent(each)}`)).json(), id);
}
