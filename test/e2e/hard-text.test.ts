import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { aFolder, writeDataset } from '../fixtures/a-dataset.ts';
import { runSightline, type Served, serveSightline } from '../fixtures/run-sightline.ts';

const folder = aFolder();
const workspace = path.join(folder, 'w.sightline');
const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
const dataset = path.join(folder, 'demo');
const long = `${'Is the chair here or there? '.repeat(360)}END`;
const arabic = 'أين الكرسي: left or right?';

let browser: Browser;
let served: Served;
let page: Page;

beforeAll(async () => {
  const { questionFiles } = await writeDataset(dataset, { scenes: 1 });
  const file = path.join(dataset, questionFiles.find((name) => name.includes('abs_distance')) as string);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const reworded = [long, arabic].map((question, k) => JSON.stringify({ ...JSON.parse(lines[k] as string), question }));
  writeFileSync(file, `${reworded.join('\n')}\n`);
  expect((await runSightline(['import', dataset, '--workspace', workspace], env)).code).toBe(0);
  served = await serveSightline(['--workspace', workspace], env);
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgumentsWithoutGpu });
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a question of 10,000 characters is shown to its end without pushing the decisions out of reach', async () => {
  await openWith('Is the chair here');
  const card = page.getByRole('region', { name: 'Question card' });
  expect((await card.innerText()).includes('there? END')).toBe(true);
  const bar = await page.getByRole('toolbar', { name: 'Decide' }).boundingBox();
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(720);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
});

test('a question from right to left reads so, and its neighbours stay as they are', async () => {
  await openWith('أين');
  const text = page.getByRole('region', { name: 'Question card' }).getByText(arabic);
  const look = await text.evaluate((element) => [getComputedStyle(element).direction, getComputedStyle(element).unicodeBidi]);
  expect(look).toEqual(['rtl', 'isolate']);
  expect(
    await page
      .getByRole('heading', { level: 2 })
      .first()
      .evaluate((element) => getComputedStyle(element).direction),
  ).toBe('ltr');
});

test('a shard that vanished is named, the map stays, and decisions are still taken', async () => {
  renameSync(dataset, `${dataset}-gone`);
  await openWith('Is the chair here');
  await page.getByText('The files of this shard are not where they were').waitFor();
  await page
    .getByTestId('marks')
    .or(page.getByRole('region', { name: 'Map' }))
    .first()
    .waitFor();
  const before = page.url();
  await page.keyboard.press('s');
  await expect.poll(() => page.url(), { timeout: 15_000 }).not.toBe(before);
  await page.getByRole('button', { name: 'Find them in the library' }).click();
  await page.getByRole('button', { name: 'Relink…' }).click();
  await page.getByRole('textbox', { name: 'Folder of the shard' }).fill(`${dataset}-gone`);
  await page.keyboard.press('Enter');
  await page.getByText('in place').waitFor();
});

/** Opens the studio on the question whose wording holds `words`. */
async function openWith(words: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(served.url);
  await page.locator('main').first().waitFor();
  const id = await page.evaluate(async (text) => {
    const { rows } = await (await fetch(`/api/questions?text=${encodeURIComponent(text)}`)).json();
    return rows[0].id as string;
  }, words);
  await page.evaluate((each) => {
    location.hash = `#/review/${encodeURIComponent(each)}`;
  }, id);
  await page.locator(`main[data-question="${id}"][aria-busy="false"]`).waitFor();
}
