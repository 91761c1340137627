import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { lastSeqOf } from '../store/list-rows.ts';
import { indexMoreText, mergeTextIndex, searchText, textIndexedTo } from '../store/search-text.ts';
import type { Workspace } from '../store/workspace.ts';
import type { QuestionColumns } from './question-columns.ts';

/** How long a slice of work may hold up the event loop, in milliseconds; the number of questions in it follows. */
const sliceMs = 8;
/** Questions searched between two turns: each turn costs the index a new start. */
const searchedPerTurn = 50_000;
const keptSearches = 4;
/** Steps that join the small pieces of a new index; without them a search has to look into each. */
const mostMerges = 60;

/** Finds text in questions and answers, and fills the index for it while nothing else is to do. */
export class TextSearch {
  readonly #workspace: Workspace;
  readonly #isBusy: () => boolean;
  #kept: { readonly text: string; readonly columns: QuestionColumns; readonly hits: Uint8Array }[] = [];
  #indexing: Promise<void> | null = null;
  #isClosed = false;

  /** While `isBusy`, somebody writes a lot; the index waits. */
  constructor(workspace: Workspace, isBusy: () => boolean) {
    this.#workspace = workspace;
    this.#isBusy = isBusy;
  }

  /** Marks by row the questions that contain `text`, in slices between which others get their turn. */
  async find(text: string, columns: QuestionColumns): Promise<Uint8Array> {
    const known = this.#kept.find((kept) => kept.text === text && kept.columns === columns && kept.hits.length === columns.count);
    if (known !== undefined) return known.hits;
    const hits = new Uint8Array(columns.count);
    const kept = { text, columns, hits };
    const indexedTo = textIndexedTo(this.#workspace);
    for (let from = 0; from < columns.lastSeq; ) {
      const end = from < indexedTo ? indexedTo : columns.lastSeq;
      const to = Math.min(from + searchedPerTurn, end);
      for (const seq of searchText(this.#workspace, text, { from, to, indexedTo })) {
        const row = columns.rowOf(seq);
        if (row >= 0) hits[row] = 1;
      }
      from = to;
      if (from < columns.lastSeq) await nextTurn();
    }
    this.#kept = [kept, ...this.#kept].slice(0, keptSearches);
    return hits;
  }

  /** A text has changed. */
  forget(): void {
    this.#kept = [];
  }

  /** How many of `lastSeq` questions the index holds. */
  progress(lastSeq: number): { readonly done: number; readonly total: number } {
    return { done: Math.min(textIndexedTo(this.#workspace), lastSeq), total: lastSeq };
  }

  /** Fills the index, unless that is under way. A locked or full disk ends it; searches then read through the rest. */
  indexInBackground(): void {
    this.#indexing ??= this.#indexAll()
      .catch(() => undefined)
      .finally(() => {
        this.#indexing = null;
      });
  }

  /** Ends the work in the background. */
  close(): void {
    this.#isClosed = true;
  }

  async #indexAll(): Promise<void> {
    const last = lastSeqOf(this.#workspace);
    let done = textIndexedTo(this.#workspace);
    if (done >= last) return;
    let [perSlice, mergesLeft] = [100, mostMerges];
    while (done < last || mergesLeft > 0) {
      // First the turn of whoever asked for a list.
      await wait(2, undefined, { ref: false });
      if (this.#isClosed || this.#isBusy()) return;
      const startMs = performance.now();
      if (done < last) done = indexMoreText(this.#workspace, perSlice);
      else {
        mergeTextIndex(this.#workspace);
        mergesLeft -= 1;
      }
      perSlice = performance.now() - startMs > sliceMs ? Math.max(25, perSlice >> 1) : Math.min(2000, perSlice + 25);
    }
  }
}
