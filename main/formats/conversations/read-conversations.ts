import { recordReader } from '../records/record-reader.ts';
import type { ShardReader } from '../shard-reader.ts';
import { conversationFormat } from './conversation-format.ts';

/** Reads training conversations of LLaVA's shape, JSONL or one JSON array, as SIMS-V's formatter and most training mixes have them. */
export const conversationsReader: ShardReader = recordReader({
  name: 'conversations',
  format: conversationFormat,
  convention: 'simsv',
  what: 'training conversations ("conversations" with human and gpt turns, "video")',
  score: 0.8,
});
