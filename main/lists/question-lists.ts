import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { Facets, QuestionFilter, QuestionList, QuestionPage, QuestionQuery } from '../../shared/api/index.ts';
import { defaultCloseCallScore } from '../../shared/findings/close-call.ts';
import { listTupleOf, listTuplesAfter, questionRowsOf, seqOfQuestion } from '../store/list-rows.ts';
import type { Workspace } from '../store/workspace.ts';
import { countFacets } from './count-facets.ts';
import { matchingRows, type RowTest, rowTests } from './filter-rows.ts';
import { type ListCursor, parseCursor, textFromCursor } from './list-cursor.ts';
import { keyOfRow } from './order-keys.ts';
import { flagBits, QuestionColumns } from './question-columns.ts';
import { RowOrder } from './row-order.ts';
import { type SearchSlices, TextSearch } from './text-search.ts';

/** Questions read between two turns of the event loop: a few milliseconds. */
const questionsPerTurn = 2500;
/** Least time between two readings of everything, while another connection keeps writing. */
const calmMs = 1500;
/** Counts of a filter wait this long for its rows to be asked for. */
const rowsFirstMs = 6;
/** Lists kept whole, for pages that follow. */
const keptLists = 6;

/** A list as it was put together: its rows in order. */
interface KeptList {
  readonly key: string;
  readonly version: number;
  readonly rows: Int32Array;
}

/**
 * Answers every list of the studio from columns in memory, which follow the workspace: read in slices at first use, row by row after each
 * decision, and anew when another connection wrote to the file (lists then stay as they were until that is read).
 */
export class QuestionLists {
  readonly #workspace: Workspace;
  readonly #isBusy: () => boolean;
  readonly #closeCallScore: () => number;
  readonly #search: TextSearch;
  #columns = new QuestionColumns();
  #isLoaded = false;
  #reading: Promise<void> | null = null;
  #readAtMs = Number.NEGATIVE_INFINITY;
  #foreignChanges = -1;
  #isStale = true;
  /** Set from {@link markStale} until a reading that began after it. */
  #isOwed = false;
  #owedReading: Promise<void> | null = null;
  #isClosed = false;
  /** Whether everything is being read, or was, before the first list is asked for. */
  #isReadAhead = false;
  /** Counts every change of the columns. */
  #version = 0;
  #orders = new Map<string, RowOrder>();
  #kept: KeptList[] = [];
  /** Questions decided about while everything is being read anew. */
  readonly #touched = new Set<number>();

  /** `isBusy` tells when somebody else writes a lot to the workspace, `closeCallScore` below which margin score a question is a close call; `slices` is for tests. */
  constructor(
    workspace: Workspace,
    {
      isBusy = () => false,
      closeCallScore = () => defaultCloseCallScore,
      slices = {},
    }: { readonly isBusy?: () => boolean; readonly closeCallScore?: () => number; readonly slices?: SearchSlices } = {},
  ) {
    this.#workspace = workspace;
    this.#isBusy = isBusy;
    this.#closeCallScore = closeCallScore;
    this.#search = new TextSearch(workspace, isBusy, slices);
  }

  /** Reads everything before it is asked for, so that the first list is there at once. Where that fails the first list says so. */
  readAhead(): void {
    if (this.#isClosed || this.#isLoaded || this.#reading !== null) return;
    this.#isReadAhead = true;
    this.#foreignChanges = this.#workspace.foreignChanges();
    this.#startReading().catch(() => undefined);
  }

  /** Somebody asks for something, be it a list or not: what is done in the background waits a moment. */
  giveWay(): void {
    this.#search.giveWay();
  }

  /** Everything must be read anew, before the next list is shown: an import, a merge. A reading that has begun does not count. */
  markStale(): void {
    this.#isStale = true;
    this.#isOwed = true;
  }

  /** A question was decided about. */
  refresh(questionId: string): void {
    const seq = seqOfQuestion(this.#workspace, questionId);
    if (seq !== null) this.refreshSeq(seq);
  }

  /** As {@link refresh}, by `seq`. */
  refreshSeq(seq: number): void {
    if (this.#reading !== null) this.#touched.add(seq);
    const tuple = listTupleOf(this.#workspace, seq);
    const row = this.#columns.rowOf(seq);
    if (tuple === undefined || row < 0) return;
    const namesBefore = this.#nameCount();
    const flagsBefore = this.#columns.flags[row] as number;
    this.#columns.write(row, tuple);
    this.#version += 1;
    // A name that is new changes the ranks of all others.
    if (this.#nameCount() !== namesBefore) this.#orders.clear();
    for (const [name, order] of this.#orders) order.move(row, this.#keyOf(name)(row));
    if (((flagsBefore | tuple[5]) & flagBits.edited) !== 0) this.#search.changed(seq);
  }

  /** One page. @throws AppError `input.invalid` for a cursor that is not ours. */
  async page(query: QuestionQuery): Promise<QuestionPage> {
    const cursor = query.cursor === undefined ? null : parseCursor(query.cursor);
    const rows = await this.rows(query);
    const start = cursor === null ? (query.offset ?? 0) : this.#placeOf(query, rows, cursor);
    const shown = rows.subarray(start, start + query.limit);
    const last = shown.at(-1);
    const hasMore = start + shown.length < rows.length && last !== undefined;
    const seqs = Array.from(shown, (row) => this.#columns.seq[row] as number);
    return {
      rows: questionRowsOf(this.#workspace, seqs, this.#closeCallScore()),
      nextCursor: hasMore ? textFromCursor(this.#cursorOf(query, last)) : null,
      total: rows.length,
    };
  }

  /** Counts for every further choice. */
  async facets(filter: QuestionFilter): Promise<Facets> {
    // Somebody waits for the rows, which are asked for beside the counts.
    await wait(rowsFirstMs);
    const tests = await this.#tests(filter);
    return { ...countFacets(this.#columns, tests), textIndex: this.#search.progress(this.#columns.lastSeq) };
  }

  /** The `seq` of every question of a list, in its order: for what is done to all of them. */
  async seqs(list: QuestionList): Promise<Int32Array> {
    const rows = await this.rows(list);
    return rows.map((row) => this.#columns.seq[row] as number);
  }

  /** Row numbers of a list, in its order. */
  async rows(list: QuestionList): Promise<Int32Array> {
    const tests = await this.#tests(list);
    const { limit: _, cursor: __, offset: ___, ...named } = list as QuestionQuery;
    const key = JSON.stringify(named);
    const known = this.#kept.find((kept) => kept.key === key && kept.version === this.#version);
    if (known !== undefined) return known.rows;
    const rows = matchingRows(this.#columns, tests, {
      rows: list.order === 'shard' ? null : this.#order(list).rows,
      isReversed: list.reverse === 'true',
      undecidedFirst: list.undecidedFirst === 'true',
    });
    this.#kept = [{ key, version: this.#version, rows }, ...this.#kept].slice(0, keptLists);
    return rows;
  }

  /** Ends work in the background. */
  close(): void {
    this.#isClosed = true;
    this.#search.close();
  }

  async #tests(filter: QuestionFilter): Promise<RowTest[]> {
    await this.#follow();
    const text = filter.text?.trim() ?? '';
    for (;;) {
      const columns = this.#columns;
      const hits = text === '' ? null : await this.#search.find(text, columns);
      // What was found is by row: where everything was read anew meanwhile these are rows of something else.
      if (columns === this.#columns) return rowTests(columns, filter, hits);
    }
  }

  /** Brings the columns up to date, at once where that is quick, in the background otherwise. */
  async #follow(): Promise<void> {
    // What was read ahead and has changed since counts for nothing.
    if (this.#isReadAhead && this.#workspace.foreignChanges() !== this.#foreignChanges) this.#isOwed = true;
    this.#isReadAhead = false;
    if (this.#isOwed) {
      this.#owedReading ??= this.#readOwed().finally(() => {
        this.#owedReading = null;
      });
    }
    if (this.#owedReading !== null) await this.#owedReading;
    const foreign = this.#workspace.foreignChanges();
    if (foreign !== this.#foreignChanges || this.#isBusy()) {
      this.#foreignChanges = foreign;
      this.#isStale = true;
    }
    if (this.#isStale && this.#reading === null && performance.now() - this.#readAtMs > calmMs) {
      const reading = this.#startReading();
      // While others keep writing, lists are at most a reading behind.
      if (!this.#isLoaded) await reading;
    } else if (this.#reading !== null && !this.#isLoaded) await this.#reading;
    this.#search.workInBackground();
  }

  /** After an import the very next list shows it: what is being read from before the mark is waited for, then everything is read again. */
  async #readOwed(): Promise<void> {
    while (this.#isOwed && !this.#isClosed) {
      await this.#reading;
      this.#foreignChanges = this.#workspace.foreignChanges();
      await this.#startReading();
    }
  }

  #startReading(): Promise<void> {
    this.#isStale = false;
    this.#isOwed = false;
    this.#reading = this.#readAll()
      .catch((error: unknown) => {
        this.#isStale = true;
        throw error;
      })
      .finally(() => {
        this.#reading = null;
      });
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    const columns = new QuestionColumns(this.#closeCallScore());
    this.#touched.clear();
    for (;;) {
      const tuples = listTuplesAfter(this.#workspace, columns.lastSeq, questionsPerTurn);
      for (const tuple of tuples) columns.append(tuple);
      if (tuples.length < questionsPerTurn) break;
      await nextTurn();
      if (this.#isClosed) return;
    }
    for (const seq of this.#touched) {
      const tuple = listTupleOf(this.#workspace, seq);
      const row = columns.rowOf(seq);
      if (tuple !== undefined && row >= 0) columns.write(row, tuple);
    }
    this.#columns = columns;
    this.#isLoaded = true;
    this.#readAtMs = performance.now();
    this.#orders.clear();
    this.#search.forget();
    this.#version += 1;
  }

  #order(list: Pick<QuestionList, 'order' | 'seed'>): RowOrder {
    const name = list.order === 'random' ? `random ${list.seed}` : list.order;
    let order = this.#orders.get(name);
    if (order === undefined || order.rows.length !== this.#columns.count) {
      const keyOf = this.#keyOf(name);
      const keys = new Float64Array(this.#columns.count);
      for (let row = 0; row < keys.length; row += 1) keys[row] = keyOf(row);
      order = new RowOrder(keys);
      // One drawn order is in use at a time.
      for (const known of this.#orders.keys()) if (known.startsWith('random') && name.startsWith('random')) this.#orders.delete(known);
      this.#orders.set(name, order);
    }
    return order;
  }

  #keyOf(name: string) {
    const [order, seed] = name.split(' ');
    return keyOfRow(this.#columns, order as QuestionList['order'], Number(seed ?? 0));
  }

  #nameCount(): number {
    return this.#columns.names.task.values.length + this.#columns.names.reviewer.values.length;
  }

  #cursorOf(list: QuestionList, row: number): ListCursor {
    const key = list.order === 'shard' ? row : this.#order(list).keyOf(row);
    return [this.#columns.verdict[row] === 0 ? 0 : 1, Number.isFinite(key) ? key : null, this.#columns.seq[row] as number];
  }

  /** Place in `rows` of the first row behind a cursor, whatever was decided since. */
  #placeOf(list: QuestionList, rows: Int32Array, [part, cursorKey, seq]: ListCursor): number {
    const keyOf = list.order === 'shard' ? (row: number) => row : (row: number) => this.#order(list).keyOf(row);
    const isReversed = list.reverse === 'true';
    const key = cursorKey ?? Number.POSITIVE_INFINITY;
    const isBehind = (row: number) => {
      const own = list.undecidedFirst === 'true' ? (this.#columns.verdict[row] === 0 ? 0 : 1) : part;
      if (own !== part) return own > part;
      const [ownKey, ownSeq] = [keyOf(row), this.#columns.seq[row] as number];
      const isAfter = ownKey > key || (ownKey === key && ownSeq > seq);
      return isReversed ? !isAfter && ownSeq !== seq : isAfter;
    };
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(rows[middle] as number)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
