import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { readSettings, type UserSettings } from '../../shared/model/user-settings.ts';

const settingsFile = 'settings.json';
const recentFile = 'recent-workspaces.json';
/** Workspaces remembered. */
const mostRecent = 12;

const recentSchema = z.array(z.object({ file: z.string(), openedAtMs: z.number() }));
/** A workspace that was open once. */
export type RecentWorkspace = z.infer<typeof recentSchema>[number];

/**
 * What a person keeps beside the workspaces, in the folder for own files: settings and the workspaces used last. Without a folder it is kept as long as the
 * process lives.
 */
export class UserFiles {
  readonly dataDir: string | null;
  #settings: UserSettings | null = null;
  #recent: RecentWorkspace[] | null = null;

  constructor(dataDir: string | null) {
    this.dataDir = dataDir;
  }

  /** The settings; what is missing or unreadable in the file is as at the start. */
  settings(): UserSettings {
    this.#settings ??= readSettings(this.#read(settingsFile, z.unknown()));
    return this.#settings;
  }

  /** @throws AppError `file.write-failed`; the settings before stay. */
  saveSettings(settings: UserSettings): void {
    this.#write(settingsFile, settings);
    this.#settings = settings;
  }

  /** The latest first. */
  recent(): readonly RecentWorkspace[] {
    this.#recent ??= this.#read(recentFile, recentSchema) ?? [];
    return this.#recent;
  }

  /** Puts a workspace first. A convenience only: where it cannot be written nothing is said. */
  remember(file: string, openedAtMs: number): void {
    this.#recent = [{ file, openedAtMs }, ...this.recent().filter((known) => known.file !== file)].slice(0, mostRecent);
    try {
      this.#write(recentFile, this.#recent);
    } catch {}
  }

  #read<T>(name: string, schema: z.ZodType<T>): T | null {
    if (this.dataDir === null) return null;
    try {
      return schema.parse(JSON.parse(readFileSync(path.join(this.dataDir, name), 'utf8')));
    } catch {
      return null;
    }
  }

  /** Whole or not at all. */
  #write(name: string, value: unknown): void {
    if (this.dataDir === null) return;
    const file = path.join(this.dataDir, name);
    const partial = `${file}.partial`;
    try {
      mkdirSync(this.dataDir, { recursive: true });
      writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`);
      renameSync(partial, file);
    } catch (cause) {
      const message = `${file} cannot be written (${(cause as Error).message}). Everything stays as it was; make its folder writable and try again.`;
      throw new AppError('file.write-failed', message, { where: { file }, cause });
    }
  }
}
