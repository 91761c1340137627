import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { QuestionCollector } from '../records/question-collector.ts';
import { readRecordFile } from '../records/read-record-file.ts';
import type { JsonObject, RecordFormat } from '../records/record-format.ts';
import { isKnown, reportMissingVideos } from '../records/record-reader.ts';
import { SubjectFinder } from '../records/subject-finder.ts';
import type { ShardReader } from '../shard-reader.ts';
import { findMetaFiles, findQuestionFiles } from './find-files.ts';
import { loadMetaInfo, metaScene, readMetaScene } from './meta-scenes.ts';
import { vsibenchFormat } from './vsibench-format.ts';

/** Reads a VSI-Bench release: `test.jsonl` with the `*_meta_info_*.json` of its scenes where they are there. Its scenes have boxes and no walk. */
export const vsibenchReader: ShardReader = {
  format: 'vsibench',

  async detect(shard) {
    const files = await findQuestionFiles(shard).catch(() => []);
    const [first] = files;
    if (first === undefined) {
      return { score: 0, why: 'VSI-Bench has a test.jsonl (id, dataset, scene_name, question_type, question, ground_truth)' };
    }
    const metaFiles = await findMetaFiles(shard, first);
    const geometry = metaFiles.length === 0 ? 'without meta_info, so without boxes' : `with ${metaFiles.length} files of meta_info`;
    return {
      score: 0.95,
      why: `${files.length === 1 ? 'it has VSI-Bench questions' : `${files.length} files have VSI-Bench questions`}, ${geometry}`,
    };
  },

  async index(shard, sink, { signal }) {
    const files = await findQuestionFiles(shard);
    const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
    sink.begin({ convention: 'vsibench', total: sizes.reduce((sum, size) => sum + size, 0) });
    const meta = await loadMetaInfo(files[0] === undefined ? [] : await findMetaFiles(shard, files[0]));
    const finder = new SubjectFinder(shard);
    const collector = new QuestionCollector(sink, 'vsibench', async (about) => {
      const { video } = await finder.find(about);
      return { video, hasGeometry: metaScene(meta, about.scene) !== null };
    });
    if (meta.problems.length > 0) sink.put({ scope: 'meta_info', phase: 'read', scenes: [], files: [], problems: meta.problems });
    for (const [at, file] of files.entries()) {
      const relative = file === shard ? '' : path.relative(shard, file).split(path.sep).join('/');
      if (await isKnown(shard, relative, sink)) {
        sink.advance(relative, sizes[at] ?? 0);
        continue;
      }
      const onBytes = (bytes: number) => sink.advance(path.basename(file), bytes);
      await readRecordFile({ shard, path: relative, format: checkedFormat(), collector, signal, onBytes });
    }
    // Without any video the release is reviewed on the map, as it usually is: that is no problem to report.
    if (finder.hasFound) reportMissingVideos(sink, finder.missing);
  },

  async readScene(shard, scene) {
    const [first] = await findQuestionFiles(shard);
    return readMetaScene(shard, scene, first === undefined ? [] : await findMetaFiles(shard, first));
  },
};

/** VSI-Bench's records of one file, whose ids must differ. */
function checkedFormat(): RecordFormat {
  const ids = new Set<string>();
  return {
    ...vsibenchFormat,
    questions(record: JsonObject) {
      const found = vsibenchFormat.questions(record);
      const id = String(record['id']);
      if (ids.has(id)) throw new AppError('question.malformed', `The id ${id} came before; the first counts.`);
      ids.add(id);
      return found;
    },
  };
}
