import type { KeyValue, SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ParquetRow } from './open-parquet.ts';

/** What a file is written with. */
export interface ParquetLayout {
  /** Root first, depth first; see {@link conversationSchema}. */
  readonly schema: readonly SchemaElement[];
  readonly columns: readonly string[];
  readonly keyValues?: readonly KeyValue[];
}

/** Rows of one row group: what loaders of training data like, and little to hold. */
const groupRows = 1000;

/** Writes a parquet file as a stream: a row group is in memory at a time. The same rows give the same bytes. Snappy, as most writers do. */
export class ParquetStream {
  readonly #writer: ParquetWriter;
  readonly #columns: readonly string[];
  #rows: ParquetRow[] = [];

  /** @param write - takes the bytes in order. */
  constructor(layout: ParquetLayout, write: (bytes: Uint8Array) => Promise<void>) {
    this.#columns = layout.columns;
    // The writer brings the library's types a version older; the elements are the same.
    const schema = [...layout.schema] as ConstructorParameters<typeof ParquetWriter>[0]['schema'];
    const keyValues = layout.keyValues === undefined ? {} : { kvMetadata: [...layout.keyValues] };
    this.#writer = new ParquetWriter({
      writer: new FlushingWriter(write),
      schema,
      createdBy: 'Sightline',
      ...keyValues,
    });
  }

  async add(row: ParquetRow): Promise<void> {
    this.#rows.push(row);
    if (this.#rows.length >= groupRows) await this.#writeGroup();
  }

  /** Writes what is left and the table of contents. Call it once, last. */
  async finish(): Promise<void> {
    if (this.#rows.length > 0) await this.#writeGroup();
    await this.#writer.finish();
  }

  async #writeGroup(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    const columnData = this.#columns.map((name) => ({ name, data: rows.map((row) => row[name] ?? null) }));
    await this.#writer.write({ columnData, rowGroupSize: groupRows });
  }
}

/** Hands its bytes on after every row group instead of keeping them. */
class FlushingWriter extends ByteWriter {
  readonly #write: (bytes: Uint8Array) => Promise<void>;

  constructor(write: (bytes: Uint8Array) => Promise<void>) {
    super();
    this.#write = write;
  }

  async flush(): Promise<void> {
    const bytes = this.getBytes().slice();
    this.index = 0;
    if (bytes.length > 0) await this.#write(bytes);
  }

  override finish(): Promise<void> {
    return this.flush();
  }
}

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' }, repetition_type: 'OPTIONAL' } as const;

/** The released SIMS-VSI's columns: `id, video, conversations list<struct{from, value}>, question_type, fmt`. */
export const conversationLayout: ParquetLayout = {
  columns: ['id', 'video', 'conversations', 'question_type', 'fmt'],
  schema: [
    { name: 'schema', num_children: 5 },
    { name: 'id', ...text },
    { name: 'video', ...text },
    { name: 'conversations', num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' }, repetition_type: 'OPTIONAL' },
    { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
    { name: 'element', num_children: 2, repetition_type: 'OPTIONAL' },
    { name: 'from', ...text },
    { name: 'value', ...text },
    { name: 'question_type', ...text },
    { name: 'fmt', ...text },
  ],
};
