import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { projectRoot } from '../../main/data-dir.ts';
import { createBackend } from '../../main/index.ts';
import { serveOnLoopback } from '../../main/serve.ts';
import { openWorkspace } from '../../main/store/open-workspace.ts';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { fillWorkspace } from '../fixtures/a-large-workspace.ts';
import { type BenchEntry, latencyEntry, rounded } from './measure.ts';

const questionCount = 200_000;
const decisions = 60;
const filterChanges = 20;
/** Changes of the page are fetched again this long after the last decision; the page is idle afterwards. */
const idleAfterMs = 1500;

/**
 * The reviewers' page in Chromium over 200,000 questions: from the key of a decision until it is durable and the next question is painted; from a switch of the
 * queue's order until its rows are painted; from a decision to a question about another house; and what the idle page keeps in memory. Needs built pages.
 */
export async function benchReview(): Promise<Record<string, BenchEntry>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-'));
  const file = path.join(folder, 'large.sightline');
  const workspace = openWorkspace(file, { create: true });
  fillWorkspace(workspace, questionCount);
  workspace.close();
  const backend = createBackend({ pagesDir: path.join(projectRoot, 'dist', 'pages'), workspaceFile: file });
  const host = await serveOnLoopback((request) => backend.fetch(request));
  const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgumentsWithoutGpu });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const startMs = performance.now();
    await page.goto(host.urlOf('/'));
    await page.locator('main[data-question][aria-busy="false"]').waitFor();
    const openMs = performance.now() - startMs;
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)));
    const decideMs = await timeKeys(page, decisions);
    const filterMs = await timeOrders(page, filterChanges);
    await page.evaluate(() => location.assign('#/review?order=random&seed=5'));
    await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), idleAfterMs);
    const elsewhereMs = await timeKeys(page, decisions);
    return {
      'review.decision-to-next-painted': latencyEntry(decideMs, 50),
      'review.decision-to-next-in-another-house-painted': latencyEntry(elsewhereMs, 50),
      'review.loaded-order-painted': latencyEntry(filterMs, 100),
      'review.first-question-shown': { median: rounded(openMs), unit: 'ms', budget: 1500, within: openMs <= 1500 },
      'review.idle-heap': { median: rounded((await idleHeapBytes(page)) / 2 ** 20), unit: 'MiB' },
    };
  } finally {
    await browser.close();
    await host.close();
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Presses S: a skip needs no proven frame, and these questions have no video. Timed inside the page, from the key to the frame after the next question's. */
async function timeKeys(page: Page, count: number): Promise<number[]> {
  return page.evaluate(async (turns) => {
    const shown = () => document.querySelector('main[data-question][aria-busy="false"]')?.getAttribute('data-question') ?? null;
    const samples: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const before = shown();
      const start = performance.now();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', code: 'KeyS', bubbles: true, cancelable: true }));
      await new Promise<void>((resolve) => {
        const look = () => {
          const now = shown();
          if (now === null || now === before) return;
          observer.disconnect();
          // The frame that is being made shows it; the message after it runs once that is painted.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve();
            port2.postMessage(null);
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          attributeFilter: ['data-question', 'aria-busy'],
        });
      });
      samples.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return samples;
  }, count);
}

/** Puts undecided questions first and back, by the switch a reviewer uses. From the third time on both lists are loaded: `lists` measures loading them. */
async function timeOrders(page: Page, count: number): Promise<number[]> {
  const samples: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const sample = await page.evaluate(async () => {
      const rows = () => [...document.querySelectorAll('[role="listbox"] [role="option"]')].map(({ id }) => id).join();
      const before = rows();
      const control = document.querySelector<HTMLInputElement>('nav[aria-label="Queue"] input[role="switch"]');
      if (control === null) throw new Error('The queue has no switch for "undecided first".');
      const start = performance.now();
      control.click();
      while (rows() === before || rows() === '') await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - start;
    });
    samples.push(sample);
  }
  return samples;
}

async function idleHeapBytes(page: Page): Promise<number> {
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), idleAfterMs);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
}
