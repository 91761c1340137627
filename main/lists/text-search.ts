import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { lastSeqOf } from '../store/list-rows.ts';
import { indexMoreText, mergeTextIndex, searchText, textIndexedTo } from '../store/search-text.ts';
import type { Workspace } from '../store/workspace.ts';
import type { QuestionColumns } from './question-columns.ts';
import { SearchedTexts } from './searched-texts.ts';

/** How long a slice of work may hold up the event loop, in milliseconds; the number of questions in it follows. */
const sliceMs = 8;
/** Questions searched in the file between two turns: each turn costs the index a new start. */
const searchedPerTurn = 50_000;
const keptSearches = 4;
/** Steps that join the small pieces of a new index; without them a search has to look into each. */
const mostMerges = 60;
/** After somebody asked for something, work in the background waits this long, for more is asked at once and every turn of it counts; but not for ever. */
const [givenWayMs, mostWaitedMs] = [60, 1000];

/** How long, and over how many questions of the file, a search goes on between two turns of the event loop; and how many letters are kept in memory. */
export interface SearchSlices {
  readonly ms?: number;
  readonly questions?: number;
  readonly letters?: number;
}

/** Finds text in questions and answers. While nothing else is to do it reads the texts into memory; where they do not fit there it fills the index. */
export class TextSearch {
  readonly #workspace: Workspace;
  readonly #isBusy: () => boolean;
  readonly #texts: SearchedTexts;
  readonly #sliceMs: number;
  readonly #searchedPerTurn: number;
  #kept: { readonly text: string; readonly columns: QuestionColumns; readonly hits: Uint8Array }[] = [];
  /** Counts the changes of texts. */
  #changes = 0;
  #work: Promise<void> | null = null;
  #isClosed = false;
  #askedAtMs = Number.NEGATIVE_INFINITY;

  /** While `isBusy`, somebody writes a lot; the work in the background waits. `slices`: other than the usual ones, for tests. */
  constructor(workspace: Workspace, isBusy: () => boolean, slices: SearchSlices = {}) {
    this.#workspace = workspace;
    this.#isBusy = isBusy;
    this.#texts = new SearchedTexts(workspace, slices.letters);
    this.#sliceMs = slices.ms ?? sliceMs;
    this.#searchedPerTurn = slices.questions ?? searchedPerTurn;
  }

  /** Marks by row the questions that contain `text`, in slices between which others get their turn. */
  async find(text: string, columns: QuestionColumns): Promise<Uint8Array> {
    for (;;) {
      const known = this.#kept.find((kept) => kept.text === text && kept.columns === columns && kept.hits.length === columns.count);
      if (known !== undefined) return known.hits;
      const changes = this.#changes;
      const hits = await this.#search(text, columns);
      // A text that changed between two slices may have been looked at before: then everything is looked at again.
      if (changes !== this.#changes && !this.#isClosed) continue;
      this.#kept = [{ text, columns, hits }, ...this.#kept].slice(0, keptSearches);
      return hits;
    }
  }

  /** The text of a question has changed. */
  changed(seq: number): void {
    this.#changes += 1;
    this.#kept = [];
    this.#texts.changed(seq);
  }

  /** Any text may have changed. */
  forget(): void {
    this.#changes += 1;
    this.#kept = [];
    this.#texts.forget();
  }

  /** How many of `lastSeq` questions are found fast: those in memory or in the index. */
  progress(lastSeq: number): { readonly done: number; readonly total: number } {
    const done = this.#texts.isWhole ? lastSeq : Math.max(this.#texts.readTo, textIndexedTo(this.#workspace));
    return { done: Math.min(done, lastSeq), total: lastSeq };
  }

  /** Somebody asks for something: what is done in the background waits a moment. */
  giveWay(): void {
    this.#askedAtMs = performance.now();
  }

  /** Reads the texts and, where they do not fit into memory, fills the index, unless that is under way. A locked or full disk ends it; searches then read through the rest. */
  workInBackground(): void {
    this.#work ??= this.#readAndIndex()
      .catch(() => undefined)
      .finally(() => {
        this.#work = null;
      });
  }

  /** Ends the work in the background. */
  close(): void {
    this.#isClosed = true;
  }

  async #search(text: string, columns: QuestionColumns): Promise<Uint8Array> {
    const hits = new Uint8Array(columns.count);
    const mark = (seq: number) => {
      const row = columns.rowOf(seq);
      if (row >= 0) hits[row] = 1;
    };
    const indexedTo = textIndexedTo(this.#workspace);
    const isInMemory = this.#texts.canFind(text);
    let startMs = performance.now();
    for (let from = 0; from < columns.lastSeq; ) {
      if (isInMemory && from < this.#texts.readTo) {
        from = this.#texts.searchPiece(text, from, mark);
        if (performance.now() - startMs < this.#sliceMs) continue;
      } else {
        const to = Math.min(from + this.#searchedPerTurn, from < indexedTo ? indexedTo : columns.lastSeq);
        for (const seq of searchText(this.#workspace, text, { from, to, indexedTo })) mark(seq);
        from = to;
      }
      if (from < columns.lastSeq) await nextTurn();
      startMs = performance.now();
    }
    return hits;
  }

  async #readAndIndex(): Promise<void> {
    while (await this.#isMyTurn()) {
      const startMs = performance.now();
      do {
        if (!this.#texts.readMore()) return this.#texts.isWhole ? undefined : this.#indexAll();
      } while (performance.now() - startMs < this.#sliceMs / 2);
    }
  }

  async #indexAll(): Promise<void> {
    const last = lastSeqOf(this.#workspace);
    let done = textIndexedTo(this.#workspace);
    if (done >= last) return;
    let [perSlice, mergesLeft] = [100, mostMerges];
    while ((done < last || mergesLeft > 0) && (await this.#isMyTurn())) {
      const startMs = performance.now();
      if (done < last) done = indexMoreText(this.#workspace, perSlice);
      else {
        mergeTextIndex(this.#workspace);
        mergesLeft -= 1;
      }
      perSlice = performance.now() - startMs > this.#sliceMs ? Math.max(25, perSlice >> 1) : Math.min(2000, perSlice + 25);
    }
  }

  /** Waits until nobody has asked for anything for a moment; false where the work in the background has to end. */
  async #isMyTurn(): Promise<boolean> {
    const startMs = performance.now();
    do {
      await wait(2, undefined, { ref: false });
      const nowMs = performance.now();
      if (nowMs - this.#askedAtMs >= givenWayMs || nowMs - startMs >= mostWaitedMs) break;
    } while (!this.#isClosed);
    return !this.#isClosed && !this.#isBusy();
  }
}
