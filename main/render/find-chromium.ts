import { constants } from 'node:fs';
import { access, chmod, lstat, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** Where a Chromium was found. */
export type ChromiumSource = 'environment' | 'system' | 'packaged';

/** A Chromium that can run render pages. */
export interface FoundChromium {
  readonly executable: string;
  readonly source: ChromiumSource;
}

/**
 * Finds a Chromium for headless render pages: `SIGHTLINE_CHROMIUM`, then Chrome, Chromium or Edge of the system, then the packaged
 * fallback for 64-bit Linux. The installed Electron is left out on purpose: playwright can drive Electron only through an Electron app,
 * not as a plain browser; the desktop host opens hidden windows of its own instead.
 *
 * @throws AppError `render.no-page` when there is none, or when `SIGHTLINE_CHROMIUM` names something that cannot be run.
 */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<FoundChromium> {
  const named = env['SIGHTLINE_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (await isExecutable(named)) return { executable: named, source: 'environment' };
    throw new AppError(
      'render.no-page',
      `SIGHTLINE_CHROMIUM is "${named}", which is not a program that can be run. Correct it or unset it.`,
    );
  }
  for (const executable of systemCandidates(env)) {
    if (await isExecutable(executable)) return { executable, source: 'system' };
  }
  const packaged = await unpackFallback();
  if (packaged !== null) return { executable: packaged, source: 'packaged' };
  throw new AppError(
    'render.no-page',
    'No Chrome or Chromium was found to record video with. Install one, or set SIGHTLINE_CHROMIUM to its program file.',
  );
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await lstat(file)).isDirectory() === false;
  } catch {
    return false;
  }
}

/** Usual places, best first. */
function systemCandidates(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `Applications/${name}.app/Contents/MacOS/${name}`);
    return ['/', os.homedir()].flatMap((base) => apps.map((app) => path.join(base, app)));
  }
  if (process.platform === 'win32') {
    const bases = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((base) => base !== undefined);
    const apps = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return apps.flatMap((app) => bases.map((base) => path.win32.join(base, app)));
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge'];
  const folders = [...(env['PATH'] ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
  return names.flatMap((name) => folders.filter((folder) => path.isAbsolute(folder)).map((folder) => path.join(folder, name)));
}

/** Where the packaged Chromium is unpacked to, once per user and until the system clears its temporary files. */
export function packagedChromiumFolder(): string {
  return path.join(os.tmpdir(), `sightline-chromium-${process.getuid?.() ?? 0}`);
}

/**
 * Unpacks the packaged Chromium (209 MB, once) into a folder only this user can write to and returns its program file;
 * null where the package is not installed or not made for this machine.
 */
async function unpackFallback(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const packaged = await import('@sparticuz/chromium').catch(() => null);
  if (packaged === null) return null;
  const folder = packagedChromiumFolder();
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined);
  const stat = await lstat(folder);
  if (!stat.isDirectory() || stat.uid !== process.getuid?.()) {
    throw new AppError('render.no-page', `${folder} belongs to somebody else. Remove it or set SIGHTLINE_CHROMIUM.`, {
      where: { file: folder },
    });
  }
  await chmod(folder, 0o700);
  // The package unpacks to the system's temporary folder and takes no other place, so it is told of another one for that moment.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await packaged.default.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
