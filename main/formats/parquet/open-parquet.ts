import type { FileHandle } from 'node:fs/promises';
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { AppError } from '../../../shared/errors.ts';

/** A row by column, as the library reads it: BigInt for 64-bit integers, Date for times, null for missing. */
export type ParquetRow = Readonly<Record<string, unknown>>;

/** An open parquet file; the handle stays the caller's. */
export interface ParquetFile {
  readonly rowCount: number;
  readonly metadata: FileMetaData;
  /** Top-level columns, in order. */
  readonly columns: readonly string[];
  /** All rows in order, some thousands at a time, row group by row group. @throws AppError `file.malformed` where one cannot be read. */
  rows(): AsyncGenerator<{ readonly first: number; readonly rows: readonly ParquetRow[] }>;
}

const pageRows = 5000;
const mostRows = 50_000_000;
/** A page or column chunk that claims to be larger is taken for a lie: it would be held in memory whole. */
const mostChunkBytes = 1 << 30;

/**
 * Opens a parquet file and checks that what its footer says can be true: row groups lie inside the file, add up to the number of rows, and are of a size that can be
 * read. Any compression that the format knows is read.
 *
 * @param name - what messages call the file.
 * @throws AppError `file.truncated`, `file.malformed`.
 */
export async function openParquet(handle: FileHandle, name: string): Promise<ParquetFile> {
  const { size } = await handle.stat();
  const file = bufferFrom(handle, size);
  const metadata = await readFooter(file, handle, size, name);
  const bounded = boundCompressors(name);
  return {
    rowCount: Number(metadata.num_rows),
    metadata,
    columns: await guard(name, async () => childrenOfRoot(metadata)),
    async *rows() {
      let first = 0;
      for (const group of metadata.row_groups) {
        const end = first + Number(group.num_rows);
        for (let at = first; at < end; at += pageRows) {
          const upTo = Math.min(end, at + pageRows);
          const rows = await guard(name, () => parquetReadObjects({ file, metadata, compressors: bounded, rowStart: at, rowEnd: upTo }));
          if (rows.length !== upTo - at) throw malformed(name, `rows ${at} to ${upTo - 1} are ${rows.length} instead of ${upTo - at}`);
          yield { first: at, rows };
        }
        first = end;
      }
    },
  };
}

async function readFooter(file: AsyncBuffer, handle: FileHandle, size: number, name: string): Promise<FileMetaData> {
  const where = { file: name };
  const ends = Buffer.alloc(12);
  if (size >= 12) {
    await handle.read(ends, 0, 4, 0);
    await handle.read(ends, 4, 8, size - 8);
  }
  if (ends.toString('latin1', 0, 4) !== 'PAR1') throw malformed(name, 'it does not begin as one');
  if (ends.toString('latin1', 8) !== 'PAR1') {
    throw new AppError(
      'file.truncated',
      `${name} was cut off: a parquet file ends with its table of contents, which is not there. Fetch it again.`,
      { where },
    );
  }
  if (ends.readUInt32LE(4) + 12 > size) throw malformed(name, `its table of contents claims ${ends.readUInt32LE(4)} bytes of ${size}`);
  const metadata = await guard(name, () => parquetMetadataAsync(file));
  const lie = await guard(name, async () => findLie(metadata, size));
  if (lie !== null) throw malformed(name, lie);
  return metadata;
}

/** Something that the footer says and that cannot be; null where all may be true. */
function findLie(metadata: FileMetaData, size: number): string | null {
  const rows = Number(metadata.num_rows);
  if (!(rows >= 0 && rows <= mostRows)) return `it claims ${metadata.num_rows} rows`;
  const counted = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (counted !== rows) return `its row groups have ${counted} rows and the file claims ${rows}`;
  const leaves = new Set(leavesOf(metadata).map((path) => path.join('\0')));
  for (const group of metadata.row_groups) {
    if (Number(group.num_rows) < 0) return 'a row group has fewer than no rows';
    for (const { meta_data: column } of group.columns) {
      if (column === undefined) return 'a column has no description';
      if (!leaves.has(column.path_in_schema.join('\0'))) return 'its columns are not those of its schema';
      const start = Number(column.dictionary_page_offset ?? column.data_page_offset);
      const end = start + Number(column.total_compressed_size);
      if (!(start >= 4 && end <= size && end >= start && Number(column.data_page_offset) < size)) {
        return `column ${column.path_in_schema.join('.')} claims bytes ${start} to ${end} of ${size}`;
      }
      if (Number(column.total_uncompressed_size) > mostChunkBytes)
        return `column ${column.path_in_schema.join('.')} claims ${column.total_uncompressed_size} bytes`;
    }
  }
  return null;
}

function childrenOfRoot(metadata: FileMetaData): string[] {
  return parquetSchema(metadata).children.map(({ element }) => element.name);
}

function leavesOf(metadata: FileMetaData): string[][] {
  const below = ({ children, path }: SchemaTree): string[][] => (children.length === 0 ? [path] : children.flatMap(below));
  return below(parquetSchema(metadata));
}

function bufferFrom(handle: FileHandle, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const [from, to] = [Math.max(0, start), Math.min(end, byteLength)];
      const bytes = new Uint8Array(Math.max(0, to - from));
      let read = 0;
      while (read < bytes.length) {
        const { bytesRead } = await handle.read(bytes, read, bytes.length - read, from + read);
        if (bytesRead === 0) break;
        read += bytesRead;
      }
      return bytes.buffer.slice(0, read);
    },
  };
}

/** The library allocates what a page claims before it looks at the page. */
function boundCompressors(name: string): Compressors {
  const bounded = Object.entries(compressors).map(([codec, decompress]) => {
    const check = (input: Uint8Array, outputLength: number): Uint8Array => {
      if (!(outputLength >= 0 && outputLength <= mostChunkBytes / 4)) throw malformed(name, `a page claims ${outputLength} bytes`);
      return decompress(input, outputLength);
    };
    return [codec, check] as const;
  });
  return Object.fromEntries(bounded) as Compressors;
}

async function guard<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw malformed(name, (cause as Error).message, cause);
  }
}

function malformed(name: string, why: string, cause?: unknown): AppError {
  return new AppError('file.malformed', `${name} is no readable parquet file: ${why.slice(0, 300)}.`, { where: { file: name }, cause });
}

/** A row as plain JSON: integers as numbers where they are exact, times as ISO text, bytes as base64. Key order is that of the columns. */
export function jsonFromRow(row: ParquetRow): Record<string, unknown> {
  return jsonFrom(row) as Record<string, unknown>;
}

function jsonFrom(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value === undefined) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(jsonFrom);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (key === '__proto__' ? [] : [[key, jsonFrom(member)] as const])),
  );
}
