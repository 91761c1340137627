/**
 * Builds what runs outside plain Node: the two pages into dist/pages, the Electron main and preload into dist/electron.
 * The backend itself needs no build: Node runs its TypeScript as it is.
 * `--if-stale` builds only when a source is newer than what is there.
 */
import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const logLevel = process.argv.includes('--verbose') ? 'info' : 'warn';

function modifiedMs(file: string): number {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

const oldestOutputMs = Math.min(...['dist/pages/studio.html', 'dist/pages/render.html', 'dist/electron/preload.cjs'].map(modifiedMs));
const sources = globSync(
  ['{electron,main,renderer,shared,scripts}/**/*.{ts,tsx,css,html}', 'package.json', 'package-lock.json', 'vite.config.ts'],
  {
    cwd: root,
  },
);
if (process.argv.includes('--if-stale') && sources.every((file) => modifiedMs(file) < oldestOutputMs)) process.exit(0);

await build({ root: path.join(root, 'renderer'), configFile: path.join(root, 'vite.config.ts'), logLevel });

const electronBuild = (entry: string, format: 'es' | 'cjs', fileName: string, emptyOutDir: boolean) =>
  build({
    root,
    configFile: false,
    logLevel,
    build: {
      ssr: entry,
      target: 'node24',
      outDir: 'dist/electron',
      emptyOutDir,
      rolldownOptions: { external: ['electron'], output: { format, entryFileNames: fileName } },
    },
  });
await electronBuild('electron/main.ts', 'es', 'main.js', true);
// The worker threads' entries, beside the main bundle that starts them.
for (const thread of ['work-thread', 'parquet-thread', 'statistics-thread']) {
  await electronBuild(`main/threads/${thread}.ts`, 'es', `${thread}.js`, false);
}
await electronBuild('electron/preload.ts', 'cjs', 'preload.cjs', false);
