import type { ExportRequest } from '../../shared/api/index.ts';
import { toolVersion } from '../tool-version.ts';
import type { WrittenFile } from './export-target.ts';
import { openAtomicFile } from './write-atomic.ts';

/** What a manifest says beside its files. */
export interface ManifestFacts {
  readonly request: Omit<ExportRequest, 'out'>;
  readonly records: number;
  readonly problems: number;
}

/** Version of the manifest's form. */
const manifestVersion = 1;
const filesPerWrite = 1000;

/** Where the manifest of an export lies: beside it, so that the export itself holds nothing but its format. */
export function manifestPath(out: string): string {
  return `${out}.manifest.json`;
}

/**
 * Writes the manifest: what wrote the export and with which settings, how many records, and every file with its size and SHA-256. One file per line, so that
 * two manifests can be compared line by line. Throws `file.write-failed`.
 */
export async function writeManifest(out: string, facts: ManifestFacts, files: readonly WrittenFile[]): Promise<void> {
  const { request, records, problems } = facts;
  const target = await openAtomicFile(manifestPath(out));
  const head = {
    manifestVersion,
    tool: { name: 'sightline', version: toolVersion },
    ...request,
    records,
    problems,
    fileCount: files.length,
  };
  await target.write(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "files": [\n`);
  for (let start = 0; start < files.length; start += filesPerWrite) {
    const page = files.slice(start, start + filesPerWrite).map((file) => `    ${JSON.stringify(file)}`);
    await target.write(page.join(',\n') + (start + filesPerWrite < files.length ? ',\n' : '\n'));
  }
  await target.write('  ]\n}\n');
  await target.commit();
}
