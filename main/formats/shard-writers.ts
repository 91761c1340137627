import type { ExportFormat } from '../../shared/api/index.ts';
import { conversationsWriter } from './conversations/write-conversations.ts';
import { csvWriter } from './csv/write-csv.ts';
import { decisionsWriter } from './decisions/write-decisions.ts';
import { parquetWriter } from './parquet/write-parquet-questions.ts';
import { plainWriter } from './plain/write-plain.ts';
import type { ShardWriter } from './shard-writer.ts';
import { simsvWriter } from './simsv/export-directory.ts';
import { videoR1Writer } from './video-r1/write-video-r1.ts';
import { vsibenchWriter } from './vsibench/write-vsibench.ts';
import { webdatasetWriter } from './webdataset/write-webdataset.ts';

/** Every format that can be exported. */
export const shardWriters: Readonly<Record<ExportFormat, ShardWriter>> = {
  simsv: simsvWriter,
  conversations: conversationsWriter,
  vsibench: vsibenchWriter,
  'video-r1': videoR1Writer,
  questions: plainWriter,
  webdataset: webdatasetWriter,
  parquet: parquetWriter,
  csv: csvWriter,
  decisions: decisionsWriter,
};
