import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, problemFromError } from '../../../shared/errors.ts';
import { listFiles } from '../records/list-files.ts';
import { QuestionCollector } from '../records/question-collector.ts';
import { readRecordScene } from '../records/read-record-scene.ts';
import { isKnown, throwIfAborted } from '../records/record-reader.ts';
import { SubjectFinder } from '../records/subject-finder.ts';
import { shardFile } from '../shard-place.ts';
import type { ReadOptions, ShardReader } from '../shard-reader.ts';
import { readFrames } from '../simsv/read-frames.ts';
import { indexTar } from '../tar/index-tar.ts';
import { type SampleVideos, TarQuestions } from './tar-questions.ts';

const compressed = ['.tar.gz', '.tgz', '.tar.zst', '.tar.zstd', '.tar.bz2', '.tar.xz'];

/** Reads WebDataset shards: tars of samples, whose videos are played from inside the tar. Nothing is unpacked. */
export const webdatasetReader: ShardReader = {
  format: 'webdataset',

  async detect(shard) {
    const [packed] = await listFiles(shard, compressed, 'look');
    // Says at once how to unpack it: no other format reads it either.
    if (packed === '') await indexTar(shard);
    const files = await listFiles(shard, ['.tar'], 'look');
    if (files.length > 0) return { score: 0.85, why: files.length === 1 ? 'it is a tar' : `it has ${files.length} tars` };
    const hint = packed === undefined ? '' : ` (${packed} is compressed: unpack it to a .tar first)`;
    return { score: 0, why: `a WebDataset is a .tar, or a folder of them${hint}` };
  },

  async index(shard, sink, options: ReadOptions) {
    const files = await listFiles(shard, ['.tar'], 'import');
    const sizes = await Promise.all(files.map(async (file) => (await stat(shardFile(shard, file))).size));
    sink.begin({ convention: 'simsv', total: sizes.reduce((sum, size) => sum + size, 0) });
    const finder = new SubjectFinder(shard);
    const videos: SampleVideos = new Map();
    const collector = new QuestionCollector(sink, 'webdataset', async (about) => {
      const inTar = about.video === null ? undefined : videos.get(about.video);
      return inTar === undefined ? finder.find(about) : { video: inTar, hasGeometry: finder.sceneFolder(about.scene) !== null };
    });
    for (const [at, file] of files.entries()) {
      throwIfAborted(options.signal);
      const label = file === '' ? path.basename(shard) : file;
      if (!(await isKnown(shard, file, sink))) await readTar(shard, file, { collector, videos, signal: options.signal });
      sink.advance(label, sizes[at] ?? 0);
    }
  },

  readScene: (shard, scene, { signal }) => readRecordScene(shard, scene, signal),
  readFrames,
};

async function readTar(
  shard: string,
  file: string,
  { collector, videos, signal }: { readonly collector: QuestionCollector; readonly videos: SampleVideos; readonly signal: AbortSignal },
): Promise<void> {
  const absolute = shardFile(shard, file);
  try {
    const index = await indexTar(absolute, { signal });
    // A tar may be larger than anybody wants to read whole: each record is checked by its own hash.
    collector.beginFile({ path: file, sizeBytes: index.sizeBytes, sha256: null });
    collector.addProblems(index.problems.map((problem) => ({ ...problem, file })));
    const questions = new TarQuestions(absolute, file, { collector, videos });
    await questions.read(index.members, signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'cancelled') throw error;
    const { code, message } = problemFromError(error);
    collector.problem(null, `${message} The archive is left out.`, code);
  }
  collector.endFile();
}
