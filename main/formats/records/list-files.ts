import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Folders deeper than this are not looked into. */
const deepest = 4;
/** Enough to recognise a folder by. */
const mostLookedAt = 20_000;
/** An import takes every file; more than this are no shard. */
const mostFiles = 2_000_000;

/**
 * The files of a shard that end in one of some ways, relative to it and in order; `['']` for a shard that is such a file itself. Hidden folders and links to files are
 * passed over.
 *
 * @param endings - with the dot: ".jsonl".
 * @param purpose - a look ends after the first thousands; an import lists them all.
 */
export async function listFiles(shard: string, endings: readonly string[], purpose: 'look' | 'import'): Promise<string[]> {
  const most = purpose === 'look' ? mostLookedAt : mostFiles;
  const hasEnding = (name: string) => endings.some((ending) => name.toLowerCase().endsWith(ending));
  const found = await stat(shard).catch(() => null);
  if (found === null) return [];
  if (!found.isDirectory()) return hasEnding(shard) ? [''] : [];
  const files: string[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(path.join(shard, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (files.length >= most || entry.name.startsWith('.')) continue;
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile() && hasEnding(entry.name)) files.push(name);
      else if (entry.isDirectory() && depth < deepest) await walk(name, depth + 1);
    }
  };
  await walk('', 1);
  return files;
}
