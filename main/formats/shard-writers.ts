import type { ExportFormat } from '../../shared/api/index.ts';
import { conversationsWriter } from './conversations/write-conversations.ts';
import { decisionsWriter } from './decisions/write-decisions.ts';
import type { ShardWriter } from './shard-writer.ts';
import { simsvWriter } from './simsv/export-directory.ts';

/** Every format that can be exported. */
export const shardWriters: Readonly<Record<ExportFormat, ShardWriter>> = {
  simsv: simsvWriter,
  conversations: conversationsWriter,
  decisions: decisionsWriter,
};
