import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/ports/clock.ts';
import type { RenderPagePort } from '../../../main/ports/render-pages.ts';
import { findChromium } from '../../../main/render/find-chromium.ts';
import { createRenderPool } from '../../../main/render/render-pool.ts';
import { createRenderQueue } from '../../../main/render/render-queue.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RenderJob } from '../../../shared/stage/render-job.ts';
import { aScene } from '../../fixtures/a-scene.ts';

const camera = { widthPx: 64, heightPx: 48, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 };
const aJob = (id: string): RenderJob => ({ id, scene: aScene(), poses: [], camera, fps: 10, renderer: 'auto' });
const sink = { frames: () => undefined, video: async () => undefined, reset: async () => undefined };

/** Pages that do nothing until told to die. */
function fakePages() {
  const deaths: ((reason: string) => void)[] = [];
  const port: RenderPagePort = {
    open: async () => {
      const { promise: gone, resolve } = Promise.withResolvers<string>();
      deaths.push(resolve);
      return { gone, close: async () => resolve('closed') };
    },
  };
  return { port, deaths };
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
function aPool(pages: RenderPagePort, size = 1) {
  const queue = createRenderQueue({ clock: systemClock });
  const pool = createRenderPool({ queue, pages, clock: systemClock, size });
  closers.push(() => pool.close());
  return queue;
}

test('a pool opens as many pages as there are jobs, up to its size', async () => {
  const { port, deaths } = fakePages();
  const queue = aPool(port, 2);
  expect(deaths).toHaveLength(0);
  for (const id of ['a', 'b', 'c']) queue.enqueue(aJob(id), sink).catch(() => undefined);
  await vi.waitFor(() => expect(deaths).toHaveLength(2));
});

test('a pool replaces a page that died, and gives all jobs up when page after page dies', async () => {
  const { port, deaths } = fakePages();
  const queue = aPool(port);
  const outcome = expect(queue.enqueue(aJob('a'), sink)).rejects.toMatchObject({
    code: 'render.no-page',
    message: expect.stringContaining('it crashed'),
  });
  for (const death of [0, 1, 2, 3, 4]) {
    await vi.waitFor(() => expect(deaths).toHaveLength(death + 1));
    deaths[death]?.('it crashed');
  }
  await outcome;
});

test('a job that kills every page it meets is given up alone; the next one goes on', async () => {
  const { port, deaths } = fakePages();
  const queue = aPool(port);
  const poison = expect(queue.enqueue(aJob('poison'), sink)).rejects.toMatchObject({ code: 'render.lost' });
  let isNextOver = false;
  queue.enqueue(aJob('next'), sink).catch(() => {
    isNextOver = true;
  });
  for (const attempt of [0, 1, 2]) {
    await vi.waitFor(() => expect(deaths).toHaveLength(attempt + 1));
    expect((await queue.claim(`page-${attempt}`)).job?.scene.id).toBe(aScene().id);
    deaths[attempt]?.('it crashed');
  }
  await poison;
  await vi.waitFor(() => expect(deaths).toHaveLength(4));
  expect(isNextOver).toBe(false);
  expect((await queue.claim('page-3')).job).not.toBeNull();
});

test('a pool takes the job of a page that died back at once', async () => {
  const { port, deaths } = fakePages();
  const queue = aPool(port);
  queue.enqueue(aJob('a'), sink).catch(() => undefined);
  await vi.waitFor(() => expect(deaths).toHaveLength(1));
  await queue.claim('page-1');
  expect((await queue.claim('page-2')).job).toBeNull();
  deaths[0]?.('it crashed');
  await vi.waitFor(async () => expect((await queue.claim('page-2')).job).not.toBeNull());
});

test('a pool that can open no page says why to every job', async () => {
  const queue = aPool({ open: () => Promise.reject(new AppError('render.no-page', 'No Chromium here.')) });
  await expect(queue.enqueue(aJob('a'), sink)).rejects.toMatchObject({ code: 'render.no-page', message: 'No Chromium here.' });
});

test('a Chromium named in the environment that cannot be run is refused by name', async () => {
  await expect(findChromium({ SIGHTLINE_CHROMIUM: '/nowhere/chrome' })).rejects.toMatchObject({
    code: 'render.no-page',
    message: expect.stringContaining('/nowhere/chrome'),
  });
});
