import { closeSync, copyFileSync, fsyncSync, openSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { firstTables } from './0001-first-tables.ts';
import { listColumns } from './0002-lists.ts';
import { twoStages } from './0003-two-stages.ts';
import { batches } from './0004-batches.ts';
import { judgeAgain } from './0005-judge-again.ts';

/** Marks a SQLite file as ours: "Sght" in ASCII. */
export const applicationId = 0x53676874;

/** One step each, oldest first; the file's `user_version` counts those it has. Steps are never edited once released. */
const migrations: readonly string[] = [firstTables, listColumns, twoStages, batches, judgeAgain];

/** @throws AppError `workspace.newer-version` when a newer program wrote the file. Changes nothing. */
export function refuseNewerVersion(connection: Database.Database, file: string): void {
  const version = versionOf(connection);
  if (version <= migrations.length) return;
  const message = `${file} was written by a newer Sightline (workspace version ${version}; this one knows ${migrations.length}). It was left untouched: update Sightline to open it.`;
  throw new AppError('workspace.newer-version', message, { where: { file } });
}

/**
 * Brings a workspace to this program's version, one transaction per step. A file that already held data is copied beside itself first
 * (`<file>.backup-v<old version>`), so that an older program can go on with the copy.
 */
export function migrate(connection: Database.Database, file: string): void {
  const from = versionOf(connection);
  if (from > 0 && from < migrations.length) backUp(connection, file, from);
  // A step may make a table anew that others refer to; it leaves every reference whole.
  connection.pragma('foreign_keys = OFF');
  for (let version = from; version < migrations.length; version += 1) {
    const step = connection.transaction(() => {
      // Another process may have taken this step while we waited for our turn.
      if (versionOf(connection) > version) return;
      connection.exec(migrations[version] as string);
      connection.pragma(`application_id = ${applicationId}`);
      connection.pragma(`user_version = ${version + 1}`);
    });
    step.immediate();
  }
  connection.pragma('foreign_keys = ON');
}

function versionOf(connection: Database.Database): number {
  return connection.pragma('user_version', { simple: true }) as number;
}

function backUp(connection: Database.Database, file: string, version: number): void {
  connection.pragma('wal_checkpoint(TRUNCATE)');
  const copy = `${file}.backup-v${version}`;
  copyFileSync(file, copy);
  const handle = openSync(copy, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}
