import { open } from 'node:fs/promises';
import { parseUntrustedJson } from '../parse-untrusted-json.ts';
import { readLineBatches } from '../read-line-batches.ts';
import { splitJsonArray } from '../split-json-array.ts';
import { layoutOf } from './read-record-file.ts';
import type { JsonObject } from './record-format.ts';

/** Enough for several records of any known format. */
const sniffedBytes = 1 << 18;
const mostRecords = 20;

/** The first records of a file of JSON records, as far as they are whole objects; empty for any other file. Never throws. */
export async function sniffRecords(file: string): Promise<JsonObject[]> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return [];
  try {
    const end = Math.min((await handle.stat()).size, sniffedBytes);
    const range = { start: 0, end };
    const found: JsonObject[] = [];
    const batches = (await layoutOf(handle)) === 'array' ? splitJsonArray(handle, { range }) : readLineBatches(handle, { range });
    for await (const batch of batches) {
      for (const { bytes } of batch) {
        const record = bytes === null ? null : parseObject(bytes);
        if (record !== null) found.push(record);
        if (found.length >= mostRecords) return found;
      }
    }
    return found;
  } catch {
    return [];
  } finally {
    await handle.close();
  }
}

function parseObject(bytes: Buffer): JsonObject | null {
  try {
    const value = parseUntrustedJson(bytes);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}
