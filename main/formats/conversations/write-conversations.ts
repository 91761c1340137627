import type { ReviewedRecord } from '../../review/reviewed-files.ts';
import { freshConversation } from '../records/fresh-records.ts';
import { recordWriter } from '../records/write-records.ts';
import type { ShardWriter } from '../shard-writer.ts';
import { pythonJson } from '../simsv/python-json.ts';
import { conversationFromText, editedRecord, parseRecordForReading } from '../simsv/record.ts';
import { conversationFormat } from './conversation-format.ts';

/**
 * Writes training conversations as one file. Those that were read stay as they are but for what was edited; SIMS-V's questions become the conversations that its own
 * formatter writes, one question each; others are made from their content.
 */
export const conversationsWriter: ShardWriter = recordWriter({
  name: 'conversations',
  format: conversationFormat,
  freshLine(reviewed, { shard, source: { path } }, { answerMode: mode }) {
    if (shard.format !== 'simsv') return pythonJson(freshConversation(reviewed, mode, shard.id));
    const text = textInForce(reviewed);
    const record = parseRecordForReading(text);
    const source = typeof record['source'] === 'string' ? record['source'] : shard.id;
    return conversationFromText(text, record, { source, split: path.split('/')[0] ?? '', mode });
  },
});

function textInForce({ bytes, edit }: ReviewedRecord): string {
  const stored = bytes?.toString('utf8') ?? '';
  return edit === null ? stored : editedRecord(stored, { ...edit.content, recordFields: edit.recordFields });
}
