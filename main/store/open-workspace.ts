import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { type ClockPort, systemClock } from '../ports/clock.ts';
import { applicationId, migrate, refuseNewerVersion } from './migrations/migrate.ts';
import { networkFileSystemOf } from './network-file-system.ts';
import { Workspace } from './workspace.ts';

/** First bytes of every SQLite file. */
const sqliteMagic = 'SQLite format 3\0';

/**
 * Opens a workspace file, or makes it when `create` is set and there is none. Write-ahead log, `synchronous=FULL` (a commit that returned
 * survives a power cut), foreign keys on, five seconds of patience with another process.
 *
 * @throws AppError `file.missing`, `file.unreadable`, `workspace.not-a-workspace` (another file, another program's SQLite file),
 * `workspace.newer-version`, `workspace.locked`, `input.unsupported` (network file system). The file is untouched in all of these cases.
 */
export function openWorkspace(file: string, options: { readonly create: boolean; readonly clock?: ClockPort }): Workspace {
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
  checkMagic(absolute);
  let connection: Database.Database | undefined;
  try {
    connection = new Database(absolute, { timeout: 5000 });
    // Both look before anything writes: a refused file keeps every byte.
    checkOwner(connection, absolute);
    refuseNewerVersion(connection, absolute);
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    // Room for the indexes of an import of hundreds of thousands of questions, and fewer copies of their pages into the file.
    connection.pragma('cache_size = -65536');
    connection.pragma('wal_autocheckpoint = 8000');
    migrate(connection, absolute);
    return new Workspace(absolute, connection, options.clock ?? systemClock);
  } catch (error) {
    connection?.close();
    throw workspaceError(error, absolute);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new AppError('file.unreadable', `The folder ${folder} cannot be made: ${(cause as Error).message}.`, {
      where: { file: folder },
      cause,
    });
  }
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

/** Another program's database, even an empty-looking one with tables, is never written to. */
function checkOwner(connection: Database.Database, file: string): void {
  const owner = connection.pragma('application_id', { simple: true }) as number;
  if (owner === applicationId) return;
  const { tables } = connection.prepare('select count(*) as tables from sqlite_master').get() as { tables: number };
  const version = connection.pragma('user_version', { simple: true }) as number;
  if (owner !== 0 || tables > 0 || version !== 0) throw notAWorkspace(file, "it is another program's SQLite file");
}

function notAWorkspace(file: string, reason: string): AppError {
  return new AppError(
    'workspace.not-a-workspace',
    `${file} is not a Sightline workspace: ${reason}. It was left untouched; choose another file.`,
    { where: { file } },
  );
}

/** Gives SQLite's own errors our codes; everything else passes. */
export function workspaceError(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const options = { where: { file }, cause: error };
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) {
    return new AppError(
      'workspace.locked',
      `${file} is in use by another program. Nothing was changed; close it there and try again.`,
      options,
    );
  }
  if (error.code === 'SQLITE_FULL' || error.code.startsWith('SQLITE_IOERR_WRITE') || error.code.startsWith('SQLITE_IOERR_FSYNC')) {
    return new AppError(
      'file.write-failed',
      `${file} could not be written (${error.message}); what was saved before is intact. Free some space and try again.`,
      options,
    );
  }
  if (error.code.startsWith('SQLITE_CANTOPEN') || error.code.startsWith('SQLITE_READONLY') || error.code.startsWith('SQLITE_IOERR')) {
    return new AppError('file.unreadable', `${file} cannot be opened for writing: ${error.message}.`, options);
  }
  if (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT')) {
    return new AppError(
      'workspace.not-a-workspace',
      `${file} is not a readable workspace: ${error.message}. It was left as it is.`,
      options,
    );
  }
  return error;
}
