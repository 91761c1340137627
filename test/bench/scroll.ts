import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { openWorkspace } from '../../main/store/open-workspace.ts';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { fillWorkspace } from '../fixtures/a-large-workspace.ts';
import { serveSightline } from '../fixtures/run-sightline.ts';
import { type BenchEntry, latencyEntry, quantile, rounded } from './measure.ts';

const questionCount = 200_000;
const scrollMs = 5000;
const facetPresses = 6;
/** A display's turn at 60 Hz; a frame that takes half of one more is a dropped one. */
const frameMs = 1000 / 60;

/** Browse over 200,000 questions in a real page: frames dropped while scrolling at a steady speed, a jump to the end, and a facet pressed until its rows are there. */
export async function benchScroll(): Promise<Record<string, BenchEntry>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-'));
  const file = path.join(folder, 'large.sightline');
  const workspace = openWorkspace(file, { create: true });
  fillWorkspace(workspace, questionCount);
  workspace.close();
  const served = await serveSightline(['--workspace', file], { SIGHTLINE_HOME: path.join(folder, 'home') });
  const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgumentsWithoutGpu });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const startMs = performance.now();
    await page.goto(`${served.url}#/browse`);
    await page.locator('[role=row][aria-rowindex="2"]').waitFor({ timeout: 60_000 });
    const openMs = performance.now() - startMs;
    const framesMs = await scroll(page);
    const dropped = framesMs.filter((ms) => ms > 1.5 * frameMs).length / framesMs.length;
    const jumpStartMs = performance.now();
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.locator(`[role=row][aria-rowindex="${questionCount + 1}"]`).waitFor();
    const jumpMs = performance.now() - jumpStartMs;
    const filterMs: number[] = [];
    for (let turn = 0; turn < facetPresses; turn += 1) filterMs.push(await pressFacet(page, turn));
    return {
      'scroll.open-browse-200k': latencyEntry([openMs]),
      'scroll.dropped-frames-share': { median: rounded(dropped), unit: '', budget: 0.05, within: dropped <= 0.05 },
      'scroll.frame-p95': { median: rounded(quantile(framesMs, 0.95)), unit: 'ms' },
      'scroll.jump-to-end-200k': latencyEntry([jumpMs]),
      'scroll.facet-to-rows-200k': latencyEntry(filterMs, 100),
    };
  } finally {
    await browser.close();
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Scrolls 40 px a frame and returns how long each frame took. */
function scroll(page: Page): Promise<number[]> {
  return page.evaluate(
    (durationMs) =>
      new Promise<number[]>((resolve) => {
        const grid = document.querySelector('[role=grid]') as HTMLElement;
        const framesMs: number[] = [];
        const startMs = performance.now();
        let last = startMs;
        const step = (now: number) => {
          if (now > last) framesMs.push(now - last);
          last = now;
          grid.scrollTop += 40;
          if (now - startMs < durationMs) requestAnimationFrame(step);
          else resolve(framesMs);
        };
        requestAnimationFrame(step);
      }),
    scrollMs,
  );
}

/** From the press on the box of a type (turn by turn, on and off) until the table says how many rows the new list has and paints its first ones. */
async function pressFacet(page: Page, turn: number): Promise<number> {
  const boxes = page.getByRole('region', { name: 'Type' }).getByRole('checkbox');
  await boxes.nth(Math.floor(turn / 2) % 3).evaluate((box) => box.setAttribute('data-bench', 'press'));
  return page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]') as HTMLElement;
    const box = document.querySelector('[data-bench=press]') as HTMLInputElement;
    box.removeAttribute('data-bench');
    grid.scrollTop = 0;
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = grid.getAttribute('aria-rowcount');
    const startMs = performance.now();
    box.click();
    while (grid.getAttribute('aria-rowcount') === before || document.querySelector('[role=row][aria-rowindex="2"]') === null) {
      if (performance.now() - startMs > 20_000) throw new Error('a facet was pressed and the table stayed as it was');
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - startMs;
  });
}
