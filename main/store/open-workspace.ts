import { closeSync, existsSync, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { type ClockPort, systemClock } from '../ports/clock.ts';
import { applicationId, migrate, refuseNewerVersion } from './migrations/migrate.ts';
import { networkFileSystemOf } from './network-file-system.ts';
import { Workspace } from './workspace.ts';
import { workspaceError } from './workspace-error.ts';

export { workspaceError };

/** First bytes of every SQLite file. */
const sqliteMagic = 'SQLite format 3\0';

/** How a workspace is opened. */
export interface OpenOptions {
  /** Makes it where there is none. */
  readonly create: boolean;
  readonly clock?: ClockPort;
  /** For the connection of a worker thread, beside the main one. */
  readonly isBackground?: boolean;
  /** Most of the file that the connection keeps in memory; 64 unless told. */
  readonly cacheMiB?: number;
}

/**
 * Opens a workspace file, or makes it when `create` is set and there is none. Write-ahead log, `synchronous=FULL` (a commit that returned
 * survives a power cut), foreign keys on, five seconds of patience with another process.
 *
 * @throws AppError `file.missing`, `file.unreadable`, `workspace.not-a-workspace` (another file, another program's SQLite file),
 * `workspace.newer-version`, `workspace.locked`, `input.unsupported` (network file system), `file.write-failed`. The file is untouched in all of
 * these cases, and one that was to be made is not there.
 */
export function openWorkspace(file: string, options: OpenOptions): Workspace {
  const absolute = path.resolve(file);
  const where = { file: absolute };
  if (!existsSync(absolute)) {
    if (!options.create) throw new AppError('file.missing', `There is no workspace at ${absolute}.`, { where });
    makeFolder(path.dirname(absolute));
  }
  const network = networkFileSystemOf(path.dirname(absolute));
  if (network !== null) {
    const message = `${absolute} lies on a network file system (${network}), where a workspace cannot be kept safely. Put it on a local disk; shards may stay where they are.`;
    throw new AppError('input.unsupported', message, { where });
  }
  const isMade = makeFile(absolute);
  checkMagic(absolute);
  let connection: Database.Database | undefined;
  try {
    connection = new Database(absolute, { timeout: 5000 });
    // Both look before anything writes: a refused file keeps every byte.
    checkOwner(connection, absolute);
    refuseNewerVersion(connection, absolute);
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    // Room for the indexes of an import of hundreds of thousands of questions, and fewer copies of their pages into the file.
    connection.pragma(`cache_size = -${(options.cacheMiB ?? 64) * 1024}`);
    // Whoever commits beyond it folds the log into the file and waits for the disk: that is to be the background thread, not the one that answers.
    connection.pragma(`wal_autocheckpoint = ${options.isBackground ? 8000 : 16_000}`);
    migrate(connection, absolute);
    return new Workspace(absolute, connection, options.clock ?? systemClock);
  } catch (error) {
    connection?.close();
    const known = workspaceError(error, absolute);
    // Whatever else went wrong (a lock, say), another process may be at work in the new file already.
    if (isMade && known instanceof AppError && known.code === 'file.write-failed') removeFile(absolute);
    throw known;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw notMade(`The folder ${folder}`, folder, cause);
  }
}

/** Makes an empty file where there is none; false where there is one. */
function makeFile(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw notMade(file, file, cause);
  }
}

function notMade(what: string, file: string, cause: unknown): AppError {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new AppError(
    code === 'ENOSPC' ? 'file.write-failed' : 'file.unreadable',
    `${what} cannot be made: ${message}. Choose another place.`,
    {
      where: { file },
      cause,
    },
  );
}

function removeFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/** Refuses what is no SQLite file before SQLite sees it; an empty or absent file is a workspace to be. */
function checkMagic(file: string): void {
  let head: string;
  try {
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) throw notAWorkspace(file, 'it is a folder');
    const handle = openSync(file, 'r');
    const bytes = Buffer.alloc(sqliteMagic.length);
    const length = readSync(handle, bytes, 0, bytes.length, 0);
    closeSync(handle);
    head = bytes.toString('latin1', 0, length);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('file.unreadable', `${file} cannot be read: ${(cause as Error).message}.`, { where: { file }, cause });
  }
  if (head !== '' && head !== sqliteMagic) throw notAWorkspace(file, 'it is no SQLite file');
}

/**
 * Another program's database, even an empty-looking one with tables, is never written to. All is read at one moment: another process may be making the
 * workspace just now.
 */
function checkOwner(connection: Database.Database, file: string): void {
  const look = connection.transaction(() => ({
    owner: connection.pragma('application_id', { simple: true }) as number,
    version: connection.pragma('user_version', { simple: true }) as number,
    ...(connection.prepare('select count(*) as tables from sqlite_master').get() as { tables: number }),
  }));
  const { owner, version, tables } = look();
  if (owner === applicationId) return;
  if (owner !== 0 || tables > 0 || version !== 0) throw notAWorkspace(file, "it is another program's SQLite file");
}

function notAWorkspace(file: string, reason: string): AppError {
  return new AppError(
    'workspace.not-a-workspace',
    `${file} is not a Sightline workspace: ${reason}. It was left untouched; choose another file.`,
    { where: { file } },
  );
}
