import { open } from 'node:fs/promises';
import { type Problem, problemFromError } from '../../../shared/errors.ts';
import { reviewedFiles } from '../../review/reviewed-files.ts';
import { type ReviewedWalk, reviewedWalks } from '../../review/reviewed-walks.ts';
import { countQuestions } from '../../store/question-counts.ts';
import { countQuestionFiles } from '../../store/source-files.ts';
import { freshPlainRecord } from '../records/fresh-records.ts';
import { throwIfCancelled } from '../records/write-records.ts';
import { type BytePlace, safeShardFile } from '../shard-place.ts';
import type { ShardWriter, WriteOptions } from '../shard-writer.ts';
import { TarWriter } from '../tar/write-tar.ts';
import { rewriteTar } from './rewrite-tar.ts';

/**
 * Writes a WebDataset tar. A workspace of one tar gets it again: members nobody touched keep every byte, headers included. Anything else becomes one sample per
 * trajectory: `<key>.jsonl` with its questions and `<key>.mp4` with its video, copied from where it lies.
 */
export const webdatasetWriter: ShardWriter = {
  format: 'webdataset',
  target: 'file',
  countRecords: countQuestions,
  async write(workspace, target, options) {
    await target.begin('');
    if (countQuestionFiles(workspace) === 1) {
      for await (const file of reviewedFiles(workspace)) {
        if (file.shard.format === 'webdataset') return rewriteTar(file, target, options);
      }
    }
    const tar = new TarWriter((bytes) => target.write(bytes));
    const samples = new FreshSamples(tar, options);
    let done = 0;
    for (const walk of reviewedWalks(workspace)) {
      throwIfCancelled(options);
      await samples.add(walk);
      done += walk.records.length;
      options.onRecords(done);
    }
    await tar.finish();
    return { records: samples.records, problems: samples.problems };
  },
};

class FreshSamples {
  records = 0;
  readonly problems: Problem[] = [];
  readonly #tar: TarWriter;
  readonly #options: WriteOptions;
  readonly #keys = new Set<string>();

  constructor(tar: TarWriter, options: WriteOptions) {
    this.#tar = tar;
    this.#options = options;
  }

  async add({ shard, records }: ReviewedWalk): Promise<void> {
    const kept = records.filter((record) => this.#options.isKept(record));
    const [first] = kept;
    if (first === undefined) return;
    const key = this.#keyOf(`${first.sceneFolder}__${first.trajectoryName}`);
    const video = first.video === null ? null : await this.#openVideo(shard.path, first.video);
    const videoName = video === null ? null : `${key}.${video.extension}`;
    const lines = kept.map((record) => `${JSON.stringify(freshPlainRecord(record, videoName))}\n`);
    await this.#tar.add(`${key}.jsonl`, Buffer.from(lines.join('')));
    if (video !== null && videoName !== null) {
      try {
        await this.#tar.addStream(videoName, video.sizeBytes, video.pieces());
      } finally {
        await video.close();
      }
    }
    this.records += kept.length;
  }

  /** A name without dots and slashes, unlike all before it even where case does not count. */
  #keyOf(name: string): string {
    const plain = name.replace(/[^\w-]+/g, '_').slice(-120) || 'sample';
    let key = plain;
    for (let n = 2; this.#keys.has(key.toLowerCase()); n += 1) key = `${plain}-${n}`;
    this.#keys.add(key.toLowerCase());
    return key;
  }

  /** Null, with a problem, where the video is not there any more: the questions are written all the same. */
  async #openVideo(shard: string, place: BytePlace) {
    try {
      const file = await safeShardFile(shard, place.file);
      const handle = await open(file);
      const start = place.offset ?? 0;
      const sizeBytes = place.length ?? (await handle.stat()).size;
      const [magic] = (await handle.read(Buffer.alloc(4), 0, 4, start)).buffer;
      const extension = magic === 0x1a ? 'webm' : 'mp4';
      return { extension, sizeBytes, close: () => handle.close(), pieces: () => piecesOf(handle, start, sizeBytes) };
    } catch (error) {
      this.problems.push({ ...problemFromError(error, { file: place.file }), code: 'dataset.missing-video' });
      return null;
    }
  }
}

const pieceBytes = 1 << 20;

async function* piecesOf(handle: Awaited<ReturnType<typeof open>>, start: number, sizeBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < sizeBytes; ) {
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(Math.min(pieceBytes, sizeBytes - at)),
      0,
      Math.min(pieceBytes, sizeBytes - at),
      start + at,
    );
    if (bytesRead === 0) throw new Error('A video became shorter while it was copied.');
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
