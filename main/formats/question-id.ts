import { hash } from 'node:crypto';

/**
 * The id of a question: 32 hexadecimal digits that follow from the names given, so that the same shard gives the same ids on every machine. Name what
 * lasts (dataset, file within the shard, hash of the record's bytes) and, last, which of several equal records it is; never an absolute path.
 */
export function questionId(...names: readonly (string | number)[]): string {
  return hash('sha256', names.join('\0')).slice(0, 32);
}
