import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Route, routes } from '../shared/api/index.ts';

const root = path.resolve(import.meta.dirname, '..');
const sources = globSync('{electron,main,renderer,shared}/**/*.{ts,tsx}', { cwd: root }).sort();

/** What the project's linter says of `code` planted as `file`, in a folder of its own under the project's rules. */
function lintPlanted(file: string, code: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-planted-'));
  const rules = { ...JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8')), vcs: { enabled: false } };
  writeFileSync(path.join(folder, 'biome.json'), JSON.stringify(rules));
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), code);
  const run = spawnSync(path.join(root, 'node_modules', '.bin', 'biome'), ['lint', file], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return run.stdout + run.stderr;
}

describe('the import rules', () => {
  test.each([
    ['shared/questions/planted.ts', 'node:fs'],
    ['shared/questions/planted.ts', '../../main/index.ts'],
    ['main/review/planted.ts', 'electron'],
    ['main/review/planted.ts', '../../renderer/ui/theme.ts'],
    ['renderer/studio/planted.ts', '../../main/index.ts'],
    ['renderer/studio/planted.ts', 'node:path'],
    ['renderer/player/planted.ts', '../studio/main.tsx'],
    ['electron/planted.ts', '../main/store/open-workspace.ts'],
    ['electron/planted.ts', '../renderer/ui/theme.ts'],
  ])('refuse in %s an import of %s', (file, module) => {
    expect(lintPlanted(file, `import { x } from '${module}';\n\nexport const y = x;\n`)).toContain('noRestrictedImports');
  });

  test('allow the electron shell its one door', () => {
    expect(
      lintPlanted('electron/planted.ts', "import { createBackend } from '../main/index.ts';\n\nexport const y = createBackend;\n"),
    ).not.toContain('noRestrictedImports');
  });

  test('hold for the names taken from electron', () => {
    const allowed = [
      'app',
      'BrowserWindow',
      'contextBridge',
      'dialog',
      'Menu',
      'powerSaveBlocker',
      'protocol',
      'session',
      'shell',
      'webUtils',
    ];
    const used = sources
      .filter((file) => file.startsWith('electron/'))
      .flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(/import \{([^}]*)\} from 'electron'/g)])
      .flatMap(([, names]) => (names ?? '').split(',').map((name) => name.trim()))
      .filter((name) => name !== '' && !name.startsWith('type '));
    expect(used.filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

test('every export says what its signature cannot', () => {
  const bare = sources.flatMap((file) => {
    const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      const name = /^export (?:default )?(?:abstract )?(?:async )?(?:function\*?|class|const|interface|type) (\w+)/.exec(line)?.[1];
      const isDocumented = /\*\/\s*$/.test(lines[index - 1] ?? '') || /^\s*\/\/ biome-ignore/.test(lines[index - 1] ?? '');
      return name === undefined || isDocumented ? [] : [`${file}:${index + 1} ${name}`];
    });
  });
  expect(bare).toEqual([]);
});

test('every route says what it takes, what it gives and which errors it can answer with', () => {
  const withoutInput = ['undo', 'redo'];
  const notJson = ['getVideo', 'getMask', 'viewHouse', 'getGenerationThumbnail', 'events'];
  const cannotFail = ['getWorkspace', 'getSettings', 'listRecentWorkspaces', 'getGeneration', 'events', 'claimJob'];
  for (const [name, route] of Object.entries<Route>(routes)) {
    expect(route.summary, name).not.toBe('');
    expect(
      route.method === 'GET' || route.input !== undefined || route.rawBody === true || withoutInput.includes(name),
      `${name} has an input`,
    ).toBe(true);
    expect(route.output !== undefined || notJson.includes(name), `${name} has an output`).toBe(true);
    expect(route.errors.length > 0 || cannotFail.includes(name), `${name} has errors`).toBe(true);
  }
});

test('files stay small enough to hold one idea', () => {
  const isDataTable = (file: string) => file.includes('/furniture/');
  const large = sources.filter((file) => !isDataTable(file) && readFileSync(path.join(root, file), 'utf8').split('\n').length > 400);
  expect(large).toEqual([]);
});

test('the lock file records no download addresses', () => {
  expect(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": *"https?:/);
});
