import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../shared/errors.ts';

/** The part of a backend that choosing a start needs. */
export interface Startable {
  openWorkspaceFile(file: string): void;
  importPaths(paths: readonly string[]): Promise<unknown>;
}

/** What to open: paths given by the user, the folder for own workspaces, and where the program's assets lie. */
export interface StartOptions {
  readonly paths: readonly string[];
  readonly dataDir: string;
  readonly root: string;
}

/**
 * Opens what the studio starts with: the given workspace; or the given shards in a workspace of their own (made on the first call, reused afterwards);
 * or, with no paths, the workspace used last; or, the first time, the bundled sample.
 *
 * @returns the workspace file.
 */
export async function openStart(backend: Startable, { paths, dataDir, root }: StartOptions): Promise<string> {
  for (const given of paths)
    if (!existsSync(given)) throw new AppError('file.missing', `There is nothing at ${given}.`, { where: { file: given } });
  const workspaces = paths.filter((given) => given.endsWith('.sightline'));
  const shards = paths.filter((given) => !given.endsWith('.sightline')).map((given) => path.resolve(given));
  if (workspaces.length > 1) throw new AppError('input.invalid', 'One workspace at a time: name a single .sightline file.');
  mkdirSync(dataDir, { recursive: true });
  const recentFile = path.join(dataDir, 'last-workspace.txt');
  const recent = existsSync(recentFile) ? readFileSync(recentFile, 'utf8').trim() : '';

  let file: string;
  let toImport = shards;
  if (workspaces[0] !== undefined) file = path.resolve(workspaces[0]);
  else if (shards.length > 0) file = path.join(dataDir, `${path.basename(shards[0] as string)}-${shortHash(shards.join('\n'))}.sightline`);
  else if (recent !== '' && existsSync(recent)) file = recent;
  else {
    file = path.join(dataDir, 'sample.sightline');
    toImport = [path.join(root, 'assets', 'sample-shard')];
  }
  backend.openWorkspaceFile(file);
  if (toImport.length > 0) await backend.importPaths(toImport);
  writeFileSync(recentFile, `${file}\n`);
  return file;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
