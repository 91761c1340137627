import { agreements } from '../../shared/api/index.ts';
import { defaultCloseCallScore, withCloseCallBelow } from '../../shared/findings/close-call.ts';
import { verdicts } from '../../shared/model/decision.ts';
import { Interned } from './interned.ts';

/** Bits of {@link QuestionColumns.flags}. */
export const flagBits = { flagged: 1, edited: 2, comment: 4 } as const;

/** One question as the store gives it to lists, in the order of `list-rows.ts`. */
export type ListTuple = readonly [
  seq: number,
  sceneId: string,
  task: string,
  verdict: string,
  agreement: string,
  flags: number,
  marginScore: number | null,
  findings: number | null,
  reviewer: string | null,
  rejectReason: string | null,
  changedAtMs: number | null,
  disagreement: number | null,
  objects: string,
  rooms: string,
];

/**
 * What lists narrow, count and order by, one number per question and column: about 75 bytes each, so that a pass over 200,000 questions takes a few
 * milliseconds. Row numbers count from 0 in shard order. Missing numbers are NaN, missing texts 0.
 */
export class QuestionColumns {
  readonly #closeCallScore: number;
  count = 0;
  seq = new Int32Array(0);
  scene = new Uint32Array(0);
  task = new Uint32Array(0);
  verdict = new Uint8Array(0);
  agreement = new Uint8Array(0);
  flags = new Uint8Array(0);
  margin = new Float64Array(0);
  findings = new Uint32Array(0);
  reviewer = new Uint32Array(0);
  reason = new Uint32Array(0);
  changedAtMs = new Float64Array(0);
  disagreement = new Float64Array(0);
  /** Number of the column's text, which names several objects or rooms. */
  objects = new Uint32Array(0);
  rooms = new Uint32Array(0);
  readonly names = {
    scene: new Interned(),
    task: new Interned(),
    reviewer: new Interned(),
    reason: new Interned(),
    objects: new Interned(),
    rooms: new Interned(),
  };

  /** Margin scores below `closeCallScore` are found to be close calls. */
  constructor(closeCallScore = defaultCloseCallScore) {
    this.#closeCallScore = closeCallScore;
  }

  /** The largest `seq` held; 0 while empty. */
  get lastSeq(): number {
    return this.count === 0 ? 0 : (this.seq[this.count - 1] as number);
  }

  /** Row of a question, or -1. */
  rowOf(seq: number): number {
    let [low, high] = [0, this.count - 1];
    // Numbers usually have no gaps.
    if (this.seq[seq - 1] === seq && seq <= this.count) return seq - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.seq[middle] as number;
      if (found === seq) return middle;
      if (found < seq) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Adds a question, whose `seq` is larger than all before. */
  append(tuple: ListTuple): void {
    if (this.count === this.seq.length) this.#grow(Math.max(1024, this.count * 2));
    this.count += 1;
    this.write(this.count - 1, tuple);
  }

  /** Replaces what is known of a row. */
  write(row: number, tuple: ListTuple): void {
    const [seq, scene, task, verdict, agreement, flags, margin, findings, reviewer, reason, changedAtMs, disagreement, objects, rooms] =
      tuple;
    const { names } = this;
    this.seq[row] = seq;
    this.scene[row] = names.scene.idOf(scene);
    this.task[row] = names.task.idOf(task);
    this.verdict[row] = (verdicts as readonly string[]).indexOf(verdict);
    this.agreement[row] = (agreements as readonly string[]).indexOf(agreement);
    this.flags[row] = flags;
    this.margin[row] = margin ?? Number.NaN;
    this.findings[row] = withCloseCallBelow(findings ?? 0, margin, this.#closeCallScore);
    this.reviewer[row] = names.reviewer.idOf(reviewer ?? '');
    this.reason[row] = names.reason.idOf(reason ?? '');
    this.changedAtMs[row] = changedAtMs ?? Number.NaN;
    this.disagreement[row] = disagreement ?? Number.NaN;
    this.objects[row] = names.objects.idOf(objects);
    this.rooms[row] = names.rooms.idOf(rooms);
  }

  #grow(capacity: number): void {
    this.seq = grown(this.seq, new Int32Array(capacity));
    this.scene = grown(this.scene, new Uint32Array(capacity));
    this.task = grown(this.task, new Uint32Array(capacity));
    this.verdict = grown(this.verdict, new Uint8Array(capacity));
    this.agreement = grown(this.agreement, new Uint8Array(capacity));
    this.flags = grown(this.flags, new Uint8Array(capacity));
    this.margin = grown(this.margin, new Float64Array(capacity));
    this.findings = grown(this.findings, new Uint32Array(capacity));
    this.reviewer = grown(this.reviewer, new Uint32Array(capacity));
    this.reason = grown(this.reason, new Uint32Array(capacity));
    this.changedAtMs = grown(this.changedAtMs, new Float64Array(capacity));
    this.disagreement = grown(this.disagreement, new Float64Array(capacity));
    this.objects = grown(this.objects, new Uint32Array(capacity));
    this.rooms = grown(this.rooms, new Uint32Array(capacity));
  }
}

function grown<T extends Int32Array | Uint32Array | Uint8Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
