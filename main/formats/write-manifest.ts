import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { ExportRequest } from '../../shared/api/index.ts';
import { toolVersion } from '../tool-version.ts';
import { refuseExisting, type WrittenFile } from './export-target.ts';
import { type AtomicFile, openAtomicFile, writeError } from './write-atomic.ts';

/** What a manifest says beside its files. */
export interface ManifestFacts {
  readonly request: Omit<ExportRequest, 'out'>;
  readonly records: number;
  readonly problems: number;
}

/** A manifest that is being put together. Until `commit` only hidden files beside it exist. Every method throws `file.write-failed`. */
export interface OpenManifest {
  /** One more file of the export. */
  add(file: WrittenFile): void;
  /** Files so far. */
  readonly fileCount: number;
  /** Writes everything, but not under its name yet. */
  write(facts: ManifestFacts): Promise<void>;
  /** Gives it its name. */
  commit(): Promise<void>;
  /** Leaves nothing behind but a manifest that was committed; may be called at any time. */
  discard(): Promise<void>;
}

/** Version of the manifest's form. */
const manifestVersion = 1;
const pieceBytes = 1 << 16;

/** Where the manifest of an export lies: beside it, so that the export itself holds nothing but its format. */
export function manifestPath(out: string): string {
  return `${out}.manifest.json`;
}

/**
 * Begins the manifest of an export: what wrote it and with which settings, how many records, and every file with its size and SHA-256. One file per line, so that
 * two manifests can be compared line by line. The lines are gathered on the disk: there may be more files than fit into memory.
 *
 * @throws AppError `file.write-failed`.
 */
export function openManifest(out: string): OpenManifest {
  const manifest = manifestPath(out);
  const gathered = path.join(path.dirname(manifest), `.${path.basename(manifest)}.files`);
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw writeError(manifest, cause);
    }
  };
  let handle: number | null = guard(() => openSync(gathered, 'w+'));
  let written: AtomicFile | null = null;
  let [fileCount, waiting, gatheredBytes] = [0, '', 0];
  const flush = () => {
    const bytes = Buffer.from(waiting);
    waiting = '';
    for (let at = 0; at < bytes.length; ) at += writeSync(handle as number, bytes, at, bytes.length - at, gatheredBytes + at);
    gatheredBytes += bytes.length;
  };
  const forget = () => {
    if (handle !== null) closeSync(handle);
    handle = null;
    rmSync(gathered, { force: true });
  };
  return {
    get fileCount() {
      return fileCount;
    },
    add(file) {
      waiting += `${fileCount === 0 ? '' : ',\n'}    ${JSON.stringify(file)}`;
      fileCount += 1;
      if (waiting.length >= pieceBytes) guard(flush);
    },
    async write({ request, records, problems }) {
      guard(flush);
      const tool = { name: 'sightline', version: toolVersion };
      const head = { manifestVersion, tool, ...request, records, problems, fileCount };
      written = await openAtomicFile(manifest);
      await written.write(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "files": [\n`);
      const piece = Buffer.allocUnsafe(pieceBytes);
      for (let at = 0; at < gatheredBytes; ) {
        const from = at;
        const length = guard(() => readSync(handle as number, piece, 0, piece.length, from));
        if (length === 0) throw writeError(manifest, new Error('what was gathered for it became shorter'));
        await written.write(piece.subarray(0, length));
        at += length;
      }
      await written.write('\n  ]\n}\n');
      forget();
    },
    async commit() {
      refuseExisting(manifest);
      await written?.commit();
      written = null;
    },
    async discard() {
      forget();
      await written?.discard();
    },
  };
}
