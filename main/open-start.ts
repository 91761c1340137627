import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../shared/errors.ts';
import { sampleWorkspaceName } from './routes/backend-state.ts';

/** The part of a backend that choosing a start needs. */
export interface Startable {
  openWorkspaceFile(file: string): void;
  importPaths(paths: readonly string[]): Promise<unknown>;
}

const lastWorkspaceFile = 'last-workspace.txt';

/** What to open: paths given by the user, the folder for own workspaces, and where the program's assets lie. */
export interface StartOptions {
  readonly paths: readonly string[];
  readonly dataDir: string;
  readonly root: string;
}

/** What was opened, and the import that goes on behind it. */
export interface Started {
  readonly file: string;
  /** Settles when the shards are in; rejects where they cannot be read. Null when nothing was to be imported. */
  readonly imported: Promise<unknown> | null;
  /** Why the workspace of last time could not be opened again; then the sample was. */
  readonly fallbackReason: AppError | null;
}

/**
 * Opens what the studio starts with: the given workspace; or the given shards in a workspace of their own (made on the first call, reused afterwards);
 * or, with no paths, the workspace used last; or, the first time and where that one cannot be opened, the bundled sample. Shards are imported after it returns,
 * so that the studio shows at once. Throws what opening throws, for paths that somebody named.
 */
export function openStart(backend: Startable, options: StartOptions): Started {
  const { paths, dataDir } = options;
  for (const given of paths) {
    if (!existsSync(given)) throw new AppError('file.missing', `There is nothing at ${given}.`, { where: { file: given } });
  }
  const workspaces = paths.filter((given) => given.endsWith('.sightline'));
  const shards = paths.filter((given) => !given.endsWith('.sightline')).map((given) => path.resolve(given));
  if (workspaces.length > 1) throw new AppError('input.invalid', 'One workspace at a time: name a single .sightline file.');
  if (workspaces[0] !== undefined) return openWith(backend, dataDir, path.resolve(workspaces[0]), shards);
  if (shards.length > 0) {
    const file = path.join(dataDir, `${path.basename(shards[0] as string)}-${shortHash(shards.join('\n'))}.sightline`);
    return openWith(backend, dataDir, file, shards);
  }
  return openLastOrSample(backend, options);
}

function openLastOrSample(backend: Startable, { dataDir, root }: StartOptions): Started {
  let fallbackReason: AppError | null = null;
  const last = lastWorkspace(dataDir);
  if (last !== null && existsSync(last)) {
    try {
      return openWith(backend, dataDir, last, []);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      fallbackReason = error;
    }
  }
  const sample = openWith(backend, dataDir, path.join(dataDir, sampleWorkspaceName), [path.join(root, 'assets', 'sample-shard')]);
  return { ...sample, fallbackReason };
}

function openWith(backend: Startable, dataDir: string, file: string, shards: readonly string[]): Started {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (cause) {
    const message = `${dataDir} cannot be made (${(cause as Error).message}). Set SIGHTLINE_HOME to a folder that can.`;
    throw new AppError('file.write-failed', message, { where: { file: dataDir }, cause });
  }
  backend.openWorkspaceFile(file);
  if (shards.length === 0) {
    rememberWorkspace(dataDir, file);
    return { file, imported: null, fallbackReason: null };
  }
  // Remembered only once the shards proved to be some: a mistyped folder must not be what the next start shows.
  const imported = backend.importPaths(shards).then(() => rememberWorkspace(dataDir, file));
  return { file, imported, fallbackReason: null };
}

function lastWorkspace(dataDir: string): string | null {
  try {
    return readFileSync(path.join(dataDir, lastWorkspaceFile), 'utf8').trim() || null;
  } catch {
    return null;
  }
}

/** A convenience only: where it cannot be written, the next start opens the sample. */
function rememberWorkspace(dataDir: string, file: string): void {
  try {
    writeFileSync(path.join(dataDir, lastWorkspaceFile), `${file}\n`);
  } catch {}
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
