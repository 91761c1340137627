import path from 'node:path';
import { AppError, type Problem } from '../../shared/errors.ts';
import { projectRoot } from '../data-dir.ts';
import { createBackend } from '../index.ts';
import { systemClock } from '../ports/clock.ts';
import { createChromiumPages } from '../render/chromium-pages.ts';
import { findChromium } from '../render/find-chromium.ts';
import { createRenderPool } from '../render/render-pool.ts';
import { createRenderQueue } from '../render/render-queue.ts';
import { serveOnLoopback } from '../serve.ts';
import type { GenerateSettings } from './generate-settings.ts';
import { createNodeRecorder, createPageRecorder, type Recorder } from './recorder.ts';

/**
 * Runs `work` with a recorder that fits this machine: headless Chromium pages, or without any Chromium the software rasteriser alone,
 * with a problem that says what is missing. Pages, host and browser are gone when it returns.
 */
export async function withRecorder<T>(
  settings: Pick<GenerateSettings, 'workers'>,
  work: (recorder: Recorder, problems: readonly Problem[]) => Promise<T>,
): Promise<T> {
  let executable: string;
  try {
    ({ executable } = await findChromium());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = `${error.message} Until then annotations and questions are written without video; run the same command again afterwards to add it.`;
    return work(createNodeRecorder(), [{ code: 'render.no-encoder', message }]);
  }
  const queue = createRenderQueue({ clock: systemClock });
  const backend = createBackend({ pagesDir: path.join(projectRoot, 'dist', 'pages'), renderQueue: queue });
  const host = await serveOnLoopback((request) => backend.fetch(request));
  const pages = createChromiumPages({ renderUrl: host.urlOf('/render'), executable });
  const pool = createRenderPool({ queue, pages, clock: systemClock, size: settings.workers });
  try {
    return await work(createPageRecorder(queue), []);
  } finally {
    queue.close();
    await pool.close();
    await host.close();
    await backend.close();
  }
}
