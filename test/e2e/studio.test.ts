import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { runSightline, type Served, serveSightline } from '../fixtures/run-sightline.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-studio-'));
const workspace = path.join(folder, 'sample.sightline');
const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let served: Served;
let page: Page;
const pageErrors: string[] = [];
/** The sample has one question of each type. */
let idByTask: ReadonlyMap<string, string>;

beforeAll(async () => {
  const { code } = await runSightline(['import', 'assets/sample-shard', '--workspace', workspace], env);
  expect(code).toBe(0);
  served = await serveSightline(['--workspace', workspace], env);
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgumentsWithoutGpu });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
  await openStudio();
  const rows: { id: string; task: string }[] = await page.evaluate(
    async () => (await (await fetch('/api/questions?limit=100')).json()).rows,
  );
  idByTask = new Map(rows.map(({ id, task }) => [task, id]));
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(pageErrors).toEqual([]);
});

describe('the keys', () => {
  beforeEach(() => openStudio());

  test('reject with X and a digit typed at once, without waiting for the menu', async () => {
    const id = currentId();
    await page.keyboard.press('x');
    await page.keyboard.press('2');
    await expect.poll(currentId).not.toBe(id);
    const { verdict, history } = await question(id);
    expect({ verdict, reason: history.at(-1)?.payload['reason'] }).toEqual({ verdict: 'rejected', reason: 'ambiguous-object' });
  });

  test('leave what was decided to be read to its end, also in a window of 1280 pixels', async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    const id = currentId();
    for (const key of ['x', '1']) await page.keyboard.press(key);
    await expect.poll(currentId).not.toBe(id);
    const note = page.getByRole('toolbar', { name: 'Decide' }).getByText('Rejected: answer is wrong');
    await note.waitFor();
    const spareWidthAndHeight = await note.evaluate((span) => [span.clientWidth - span.scrollWidth, span.clientHeight - span.scrollHeight]);
    expect(Math.min(...spareWidthAndHeight)).toBeGreaterThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('close an open list of roles with Esc before they leave the edit', async () => {
    await openOn('vsi_obj_rel_direction_hard');
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
  beforeEach(() => openOn('vsi_obj_rel_direction_hard'));

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

  test('shows what each instance looks like beside its name, without moving the frame on screen', async () => {
    const frame = await page.getByRole('slider', { name: /frame/i }).first().getAttribute('aria-valuenow');
    await page.keyboard.press('e');
    await roleFields().first().click();
    const drawn = page.locator('[data-testid="candidate-crop"][data-drawn]');
    await expect.poll(() => drawn.count(), { timeout: 10_000 }).toBeGreaterThan(2);
    const looks = await drawn.evaluateAll((crops) => crops.slice(0, 3).map((crop) => (crop as HTMLCanvasElement).toDataURL()));
    expect(new Set(looks).size).toBe(3);
    expect(await page.getByRole('slider', { name: /frame/i }).first().getAttribute('aria-valuenow')).toBe(frame);
  });
});

describe('undo', () => {
  beforeEach(() => openStudio());

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
  beforeEach(() => openStudio());

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

describe('the number of the frame', () => {
  test('takes digits only, goes to the nearest frame there is, and says again which one is shown when it is left', async () => {
    const readout = page.getByLabel(/^Frame, 0 to/);
    await page.keyboard.press('Home');
    await expect.poll(() => readout.inputValue()).toBe('0');
    await readout.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('1x2');
    expect(await readout.inputValue()).toBe('12');
    await expect.poll(frameOnScreen).toBe('12');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('99999');
    const last = /to (\d+)$/.exec((await readout.getAttribute('aria-label')) ?? '')?.[1];
    await expect.poll(frameOnScreen).toBe(last);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await expect.poll(() => readout.inputValue()).toBe(last);
    expect(await page.getByRole('slider', { name: 'Frame' }).getAttribute('aria-valuetext')).toMatch(`frame ${last} of`);
  });
});

function frameOnScreen(): Promise<string | null> {
  return page.getByTestId('overlay').getAttribute('data-frame');
}

describe('in light and in dark colours axe finds nothing to object to', () => {
  const screens: readonly (readonly [name: string, show: () => Promise<void>])[] = [
    ['review', () => openStudio()],
    ['edit', () => openOn('vsi_obj_rel_direction_hard').then(() => showBy('e', () => roleFields().first().waitFor()))],
    ['what is asked', () => openStudio().then(showAbout)],
    ['reject menu', () => openStudio().then(() => showBy('x', () => page.getByText('Answer is wrong').waitFor()))],
    ['keys help', () => openStudio().then(() => showBy('?', () => page.getByRole('dialog', { name: 'Keys' }).waitFor()))],
    ['export', () => openStudio().then(() => showBy(null, () => page.getByRole('dialog', { name: 'Export' }).waitFor()))],
    ['edit of everything', () => openOn('vsi_obj_rel_direction_medium').then(showEditOfEverything)],
    ['history', () => openStudio().then(showHistory)],
    ['palette', () => openStudio().then(() => showBy('Control+k', () => page.getByPlaceholder(/^Type a command/).waitFor()))],
    ['settings', () => openStudio('#/settings', () => page.getByRole('heading', { name: 'Keys' }).waitFor())],
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

describe('the layout', () => {
  const anyScreen = () => page.getByRole('main').first().waitFor();
  const places: readonly (readonly [hash: string, isShown: () => Promise<void>])[] = [
    ['', anyScreen],
    // With its facets, the longest of which shows its first values only.
    [
      '#/browse',
      () =>
        page
          .getByRole('button', { name: /^\d+ more$/ })
          .first()
          .waitFor(),
    ],
    ...['#/dashboard', '#/library', '#/settings', '#/generate'].map((hash) => [hash, anyScreen] as const),
  ];
  test.each([
    ['1280x720', { width: 1280, height: 720 }],
    ['1280x720 at 200 %', { width: 640, height: 360 }],
  ])('at %s has nothing beside the page and no control smaller than 24 pixels', async (_, size) => {
    await page.setViewportSize(size);
    try {
      for (const [hash, isShown] of places) {
        await openStudio(hash, isShown);
        expect(await page.evaluate(layoutFaults), hash).toEqual([]);
      }
    } finally {
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  });
});

describe('settings', () => {
  test('change a key by pressing another, refuse one that is taken, and keep both over a reload', async () => {
    await openStudio('#/settings', () => page.getByRole('heading', { name: 'Keys' }).waitFor());
    await page.getByRole('button', { name: 'Change the key of “Approve”' }).click();
    await page.keyboard.press('x');
    await page.getByRole('alert').getByText('X is the key of “Reject, then 1-9 for the reason”').waitFor();
    await page.keyboard.press('q');
    await page.locator('[data-command="approve"] kbd', { hasText: 'Q' }).waitFor();
    await openStudio();
    const id = currentId();
    await page.keyboard.press('a');
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.getByText('Q', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => sheet.count()).toBe(0);
    expect((await question(id)).verdict).toBe('undecided');
    await page.keyboard.press('q');
    await expect.poll(currentId).not.toBe(id);
    expect((await question(id)).verdict).toBe('approved');
    await page.keyboard.press('Control+z');
    await expect.poll(currentId).toBe(id);
    await page.evaluate(async () => {
      const settings = await (await fetch('/api/settings')).json();
      const body = JSON.stringify({ ...settings, keys: {} });
      await fetch('/api/settings', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    });
  });
});

describe('two windows on one workspace', () => {
  beforeEach(() => openStudio());

  test('both show a decision of either, and refuse one about what is gone', async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('main[aria-busy="false"]').waitFor();
    const id = currentId();
    await page.keyboard.press('f');
    await other.getByRole('button', { name: /^Unflag/ }).waitFor();
    await page.keyboard.press('f');
    await other.getByRole('button', { name: /^Flag/ }).waitFor();
    // The second window judges what it has on screen while the first one has just reworded it.
    const stale = await other.evaluate(async (each) => (await fetch(`/api/questions/${each}`)).json(), id);
    const options = stale.current.options.map(({ text }: { text: string }) => text).reverse();
    const edit = { operation: 'edit', edit: { roles: stale.current.roles, options } };
    expect(await send(id, stale.contentHash, edit)).toBe('stored');
    expect(await send(id, stale.contentHash, { operation: 'approve' })).toBe('decision.stale');
    await other.locator('main').getByText('Edited').first().waitFor();
    await other.close();
    await page.evaluate(() => fetch('/api/undo', { method: 'POST' }));
  });
});

describe('the library', () => {
  test('shows another workspace at once when it is opened, and the former one again', async () => {
    await openStudio('#/library', () => page.getByText(/^43 questions · 1 walkthrough/).waitFor());
    await page.getByLabel('Workspace file').fill(path.join(folder, 'empty.sightline'));
    await page.keyboard.press('Enter');
    await page.getByText(/^This workspace has no questions yet/).waitFor();
    await page.getByRole('region', { name: 'Recent workspaces' }).getByRole('button', { name: 'sample' }).click();
    await page.getByText(/^43 questions · 1 walkthrough/).waitFor();
    await page.keyboard.press('Shift+Digit1');
    await exact();
  });

  test('a video whose file is there again is shown without a reload', async () => {
    await page.route(/\.mp4|\/video/, (route) => route.fulfill({ status: 404 }));
    await openStudio('', () => page.locator('[data-testid="frame-state"][data-state="error"]').waitFor());
    await page.unrouteAll();
    await page.keyboard.press('Shift+Digit3');
    await page.getByRole('heading', { name: 'Progress' }).waitFor();
    await page.keyboard.press('Shift+Digit1');
    await exact();
  });
});

/** Opens the page afresh on a place of it, by default the first undecided question with a proven frame. */
async function openStudio(hash = '', isReady: () => Promise<void> = exact): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${served.url}${hash}`);
  await isReady();
}

/** Opens the page afresh on the sample's question of a type, the frame proven. */
async function openOn(task: string): Promise<void> {
  const id = idByTask.get(task);
  await openStudio(`#/review/${id}`, async () => {
    await page.locator(`main[data-question="${id}"][aria-busy="false"]`).waitFor();
    await exact();
  });
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

/** Sends a decision about a content; the error's code where it is refused. */
async function send(id: string, expectedHash: string, decision: Readonly<Record<string, unknown>>): Promise<string> {
  const body = JSON.stringify({ ...decision, expectedHash, evidence: { frame: 0, isFrameExact: true, dwellMs: 1 } });
  return page.evaluate(
    async ([each, sent]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`/api/questions/${each}/decisions`, { method: 'POST', headers, body: sent as string });
      return response.ok ? 'stored' : (await response.json()).code;
    },
    [id, body],
  );
}

async function showEditOfEverything(): Promise<void> {
  await page.keyboard.press('e');
  for (const name of ['Edit the options', 'Write the wording', 'Set the answer by hand']) await page.getByRole('button', { name }).click();
  await page.getByRole('textbox', { name: 'Answer by hand' }).waitFor();
}

/** A question with an edit by hand in its history; taken back at the next opening by nobody, so each run adds one. */
async function showHistory(): Promise<void> {
  const id = currentId();
  const detail = await page.evaluate(async (each) => (await fetch(`/api/questions/${each}`)).json(), id);
  const other = detail.current.options.find(({ letter }: { letter: string }) => letter !== detail.current.letter);
  const edit = { roles: detail.current.roles, override: { answer: other.text, reason: 'The box is too large.' } };
  expect(await send(id, detail.contentHash, { operation: 'edit', edit })).toBe('stored');
  await openStudio(`#/review/${encodeURIComponent(id)}`);
  await page.getByRole('region', { name: 'Source and history' }).getByText('The box is too large.').waitFor();
}

/** What sticks out of the page sideways, and controls that are too small to hit (WCAG 2.5.8; inline links are exempt). Runs in the page. */
function layoutFaults(): string[] {
  const faults: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth - root.clientWidth} pixels too wide`);
  for (const control of document.querySelectorAll<HTMLElement>('button, [role="button"], input:not([type="hidden"]), select, textarea')) {
    const { width, height } = control.getBoundingClientRect();
    const label = control.getAttribute('aria-label') ?? control.textContent ?? control.id;
    // Links within a sentence, and the arrows of a number field, which the keys of the field do as well.
    const isInText = control.closest('p') !== null || control.closest('[class*="NumberInput-control"]') !== null;
    const isHidden = isInText || width === 0 || height === 0 || getComputedStyle(control).visibility === 'hidden';
    // A checkbox or radio is hit by its label.
    const isLabelled = control instanceof HTMLInputElement && ['checkbox', 'radio', 'range', 'file'].includes(control.type);
    if (!isHidden && !isLabelled && (width < 23.5 || height < 23.5)) faults.push(`${label}: ${Math.round(width)} x ${Math.round(height)}`);
  }
  return faults;
}
