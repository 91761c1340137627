import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';

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
  if (error.code === 'SQLITE_FULL' || (error.code.startsWith('SQLITE_IOERR') && !error.code.includes('READ'))) {
    return new AppError(
      'file.write-failed',
      `${file} could not be written (${error.message}); what was saved before is intact. Free some space and try again.`,
      options,
    );
  }
  if (error.code.startsWith('SQLITE_CANTOPEN') || error.code.startsWith('SQLITE_READONLY') || error.code.startsWith('SQLITE_IOERR')) {
    return new AppError(
      'file.unreadable',
      `${file} cannot be opened for writing (${error.message}); its folder may be read-only.`,
      options,
    );
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
