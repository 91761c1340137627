import type { QueueOrder } from '../../shared/api/index.ts';
import { missingCase } from '../../shared/errors.ts';
import { severityOfBits } from '../../shared/findings/finding-kinds.ts';
import type { Interned } from './interned.ts';
import type { QuestionColumns } from './question-columns.ts';

/** The key a row is ordered by, ascending; rows without a value come last. */
export type KeyOfRow = (row: number) => number;

const last = Number.POSITIVE_INFINITY;

/** How an order sees a row. Orders by name depend on the names met so far. */
export function keyOfRow(columns: QuestionColumns, order: QueueOrder, seed: number): KeyOfRow {
  switch (order) {
    case 'shard':
      return (row) => row;
    case 'margin':
      return (row) => orLast(columns.margin[row] as number);
    case 'severity': {
      const known = new Map<number, number>();
      return (row) => {
        const bits = columns.findings[row] as number;
        const key = known.get(bits) ?? (bits === 0 ? last : -severityOfBits(bits));
        known.set(bits, key);
        return key;
      };
    }
    case 'disagreement':
      return (row) => orLast(-(columns.disagreement[row] as number));
    case 'changed':
      return (row) => orLast(-(columns.changedAtMs[row] as number));
    case 'random':
      return (row) => mixed(columns.seq[row] as number, seed);
    case 'verdict':
      return (row) => columns.verdict[row] as number;
    case 'agreement':
      return (row) => columns.agreement[row] as number;
    case 'task':
      return byName(columns.names.task, columns.task);
    case 'reviewer':
      return byName(columns.names.reviewer, columns.reviewer);
    default:
      return missingCase(order);
  }
}

function orLast(value: number): number {
  return Number.isNaN(value) ? last : value;
}

function byName({ values }: Interned, ids: Uint32Array): KeyOfRow {
  const order = values.map((_, id) => id).sort((a, b) => ((values[a] as string) < (values[b] as string) ? -1 : 1));
  const ranks = new Float64Array(values.length);
  order.forEach((id, rank) => {
    ranks[id] = id === 0 ? last : rank;
  });
  return (row) => ranks[ids[row] as number] ?? last;
}

/** A number that looks drawn from a seed, the same on every machine. Source: the finalizer of MurmurHash3. */
function mixed(value: number, seed: number): number {
  let hash = Math.imul(value ^ seed, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
