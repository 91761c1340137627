import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { conversationsReader } from './conversations/read-conversations.ts';
import { csvReader } from './csv/read-csv.ts';
import { decisionsReader } from './decisions/read-decisions.ts';
import { parquetReader } from './parquet/read-parquet.ts';
import { plainReader } from './plain/read-plain.ts';
import { refuseHouses } from './refuse-houses.ts';
import type { Detection, ShardReader } from './shard-reader.ts';
import { simsvReader } from './simsv/read-dataset.ts';
import { videoR1Reader } from './video-r1/read-video-r1.ts';
import { vsibenchReader } from './vsibench/read-vsibench.ts';
import { webdatasetReader } from './webdataset/read-webdataset.ts';

/** Every format that can be imported. Where two are equally sure of a shard, the earlier one reads it. */
export const shardReaders: readonly ShardReader[] = [
  simsvReader,
  vsibenchReader,
  parquetReader,
  webdatasetReader,
  conversationsReader,
  videoR1Reader,
  csvReader,
  plainReader,
  decisionsReader,
];

/** Names for `--format`. */
export const readableFormats: readonly string[] = shardReaders.map(({ format }) => format);

/** The reader of a stored shard's format, null for one that this version does not know. */
export function readerNamed(format: string): ShardReader | null {
  return shardReaders.find((reader) => reader.format === format) ?? null;
}

/** A shard with the reader of its format. */
export interface RecognisedShard {
  /** Absolute path. */
  readonly shard: string;
  readonly reader: ShardReader;
  /** Ends the sentence "read as simsv: …". */
  readonly why: string;
}

/**
 * Looks at every path before anything is written.
 *
 * @param format - reads all of them as this one; `auto` lets every format have a look, and the surest one wins.
 * @throws AppError `file.missing`; `input.unsupported` where no format recognises a path (the message says what each looked for), or `format` is none.
 */
export async function recogniseShards(paths: readonly string[], format = 'auto'): Promise<RecognisedShard[]> {
  const shards: RecognisedShard[] = [];
  for (const given of paths) shards.push(await recogniseShard(path.resolve(given), format));
  return shards;
}

async function recogniseShard(shard: string, format: string): Promise<RecognisedShard> {
  const where = { file: shard };
  if (!existsSync(shard)) throw new AppError('file.missing', `There is nothing at ${shard}.`, { where });
  if (format !== 'auto') {
    const reader = readerNamed(format);
    if (reader !== null) return { shard, reader, why: 'as you said' };
    throw new AppError('input.unsupported', `Format "${format}" is not read. There are: auto, ${readableFormats.join(', ')}.`);
  }
  const looks: (Detection & { readonly reader: ShardReader })[] = [];
  for (const reader of shardReaders) {
    looks.push({ reader, ...(await reader.detect(shard)) });
    // Nobody can be surer, and in a folder of tens of thousands of files every look costs.
    if (looks.at(-1)?.score === 1) break;
  }
  const [best] = looks.toSorted((a, b) => b.score - a.score);
  if (best !== undefined && best.score > 0.5) return { shard, reader: best.reader, why: best.why };
  await refuseHouses(shard);
  const reasons = looks.map(({ why }) => why).join('; ');
  throw new AppError('input.unsupported', `${shard} is no shard that Sightline knows: ${reasons}.`, { where });
}
