import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const electronFake = fileURLToPath(new URL('test/fakes/electron.ts', import.meta.url));

/** A machine under load may take seconds for what takes a tenth of one otherwise; a poll that fails waits this long. */
const patience = { timeout: 15_000 };

/** Test files at a time. Vitest alone would take one on two cores, but a file waits for children, pages and disks for a good part of its time. */
const unitWorkers = Math.max(2, availableParallelism() - 1);
/** Every file has its own browser, server, workspace and folder. More than two at a time, and what a page must do within seconds begins to depend on the others. */
const pageWorkers = 2;

/** `unit`: through the public doors, no browser. `e2e`: real Chromium pages against built pages. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup: 'test/fixtures/temporary-folder.ts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/contract/**', 'test/render/**'],
          maxWorkers: unitWorkers,
          testTimeout: 90_000,
          expect: { poll: patience },
        },
      },
      {
        resolve: { alias: { electron: electronFake } },
        test: {
          name: 'e2e',
          globalSetup: 'test/fixtures/temporary-folder.ts',
          include: ['test/{e2e,contract,render}/**/*.test.ts'],
          testTimeout: 180_000,
          expect: { poll: patience },
          hookTimeout: 120_000,
          maxWorkers: pageWorkers,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
