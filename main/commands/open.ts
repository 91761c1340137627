import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { projectRoot } from '../data-dir.ts';
import type { RegisterCommand } from './context.ts';
import { serveStudio } from './serve.ts';

/** `sightline open`: the studio in Electron where its binary can be had, else in a browser. */
export const registerOpen: RegisterCommand = (program, context) => {
  program
    .command('open', { isDefault: true })
    .description('(default) Opens the studio: on the given workspace or shards, else on what was open last, else on the bundled sample.')
    .argument('[path...]', 'a .sightline workspace, or shard directories')
    .option('--browser', 'use a browser even where Electron is installed')
    .option('--json', 'print one JSON object with the address (browser host)')
    .addHelpText('after', '\nExamples:\n  sightline open\n  sightline open out/demo.sightline\n  sightline open path/to/simsv-dataset')
    .action(async (paths: string[], options: { browser?: boolean }) => {
      refuseUnknownWords(paths);
      const electron = options.browser || context.reporter.isJson ? null : findElectron();
      if (electron !== null) {
        const shell = spawn(electron, [projectRoot, '--', ...paths.map((given) => path.resolve(given))], { stdio: 'inherit' });
        context.signal.addEventListener('abort', () => shell.kill());
        const [code] = (await once(shell, 'exit')) as [number | null];
        return context.finish({ exitCode: code === 0 || code === null ? 0 : 1 });
      }
      if (!options.browser)
        context.reporter.say('Electron is not installed here and cannot be downloaded, so the studio runs in your browser instead.');
      await serveStudio(context, { paths, opensBrowser: true });
    });
};

/** A bare word that names nothing here was meant as a command: this one is the default of all that is none. */
function refuseUnknownWords(paths: readonly string[]): void {
  const word = paths.find((given) => /^[a-z-]+$/i.test(given) && !existsSync(given));
  if (word === undefined) return;
  throw new AppError('file.missing', `“${word}” is no command, and no file or folder here. sightline --help lists the commands.`, {
    where: { file: word },
  });
}

/** Electron's executable, downloading it once where the network allows; null where it cannot be had. */
function findElectron(): string | null {
  const folder = electronPackage();
  if (folder === null) return null;
  const pathFile = path.join(folder, 'path.txt');
  if (!existsSync(pathFile)) spawnSync(process.execPath, [path.join(folder, 'install.js')], { stdio: 'ignore', timeout: 300_000 });
  if (!existsSync(pathFile)) return null;
  const executable = path.join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

function electronPackage(): string | null {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}
