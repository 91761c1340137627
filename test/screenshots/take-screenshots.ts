/**
 * `npm run screenshots`: the pictures of docs/screens.md, taken of the bundled sample after some decisions, in both colour schemes.
 * `npm run screenshots -- --size 3840x2160 --out FOLDER` takes them of a window of another size, into another folder.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import { runSightline, serveSightline } from '../fixtures/run-sightline.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { values: options } = parseArgs({
  options: { size: { type: 'string', default: '1280x800' }, out: { type: 'string', default: 'docs/images/screens' } },
});
const images = path.resolve(root, options.out);
const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-screens-'));
const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
const workspace = path.join(folder, 'sample.sightline');
const [width = 1280, height = 800] = options.size.split('x').map(Number);

/** Screens that an address leads to. */
const places = ['browse', 'dashboard', 'library', 'generate', 'settings'] as const;

const sample = path.join(folder, 'sample-shard');
cpSync(path.join(root, 'assets/sample-shard'), sample, { recursive: true });
await runSightline(['import', sample, '--workspace', workspace], env);
const served = await serveSightline(['--workspace', workspace], env);
const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArguments });
mkdirSync(images, { recursive: true });
try {
  await decideSome(await openStudio('light'));
  for (const scheme of ['light', 'dark'] as const) await takeAll(await openStudio(scheme), scheme);
} finally {
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function openStudio(colorScheme: 'light' | 'dark'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.goto(served.url);
  await page.getByRole('region', { name: 'Question card' }).waitFor();
  await endTour(page);
  return page;
}

async function endTour(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
  if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
}

/** Some of everything, so that lists and figures have something to show. */
async function decideSome(page: Page): Promise<void> {
  await page.evaluate(() =>
    fetch('/api/reviewer', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Ada' }) }),
  );
  for (const keys of [['a'], ['a'], ['x', '3'], ['a'], ['s'], ['f', 'a'], ['a'], ['x', '5'], ['a'], ['a']]) {
    await page.getByText('exact', { exact: true }).waitFor();
    const before = page.url();
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForFunction((url) => location.href !== url, before);
  }
  await page.close();
}

async function takeAll(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  const take = async (name: string) => {
    // Charts, pictures and 3D come in by themselves; a still page is what is wanted.
    await page.waitForTimeout(2500);
    await page.screenshot({ path: path.join(images, `${name}-${scheme}.jpg`), type: 'jpeg', quality: 82 });
  };
  const direction = await page.evaluate(
    async () => (await (await fetch('/api/questions?limit=1&task=vsi_obj_rel_direction_hard')).json()).rows[0].id as string,
  );
  await page.evaluate((id) => (location.hash = `#/review/${encodeURIComponent(id)}`), direction);
  await page.getByText('exact', { exact: true }).waitFor();
  await take('review');
  await page.keyboard.press('3');
  await take('review-3d');
  await page.keyboard.press('m');
  await page.keyboard.press('e');
  await page.getByRole('group', { name: 'Roles' }).getByRole('combobox').first().click();
  await take('edit');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await take('palette');
  await page.keyboard.press('Escape');
  for (const place of places) {
    await page.evaluate((name) => (location.hash = `#/${name}`), place);
    await take(place);
  }
  await page.close();
}
