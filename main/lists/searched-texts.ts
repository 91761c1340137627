import { textTuplesAfter } from '../store/list-rows.ts';
import type { Workspace } from '../store/workspace.ts';

/** Questions of one piece: read, searched and read again together, each in a millisecond or two. */
const perPiece = 1000;
/** Letters kept in memory at most; what lies beyond is searched in the file. */
const mostLetters = 128 * 2 ** 20;
/** Parts a question's wording from its answer, and one question from the next. No search for either is answered from here. */
const [betweenTexts, betweenQuestions] = ['\u0001', '\u0000'];

/** Some questions' texts, in lower case, one behind the other. */
interface Piece {
  readonly seqs: Int32Array;
  /** Where each question ends in `text`. */
  readonly ends: Int32Array;
  readonly text: string;
}

/**
 * Wordings and answers in memory, in shard order, about as many bytes as they have letters: any part of any of them, of a word or across words, is found
 * in some tens of milliseconds among 200,000, where the index needs longest for what most questions have in common.
 */
export class SearchedTexts {
  readonly #workspace: Workspace;
  readonly #mostLetters: number;
  #pieces: (Piece | null)[] = [];
  /** The last `seq` of every piece. */
  #lastSeqs: number[] = [];
  #letters = 0;
  #isWhole = false;

  constructor(workspace: Workspace, letters = mostLetters) {
    this.#workspace = workspace;
    this.#mostLetters = letters;
  }

  /** Every question there was when the last piece was read is held. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Every question up to this `seq` is held. */
  get readTo(): number {
    return this.#lastSeqs.at(-1) ?? 0;
  }

  /** Reads the next piece; false where there is none, or no room for it. */
  readMore(): boolean {
    if (this.#isWhole || this.#letters > this.#mostLetters) return false;
    const piece = this.#read(this.readTo);
    const last = piece.seqs.at(-1);
    this.#isWhole = piece.seqs.length < perPiece;
    if (last === undefined) return false;
    this.#pieces.push(piece);
    this.#lastSeqs.push(last);
    this.#letters += piece.text.length;
    return true;
  }

  /** A question's text has changed: its piece is read again when it is searched next. */
  changed(seq: number): void {
    const at = this.#pieceOf(seq);
    if (at < this.#pieces.length) this.#pieces[at] = null;
  }

  /** Nothing is known any more. */
  forget(): void {
    this.#pieces = [];
    this.#lastSeqs = [];
    this.#letters = 0;
    this.#isWhole = false;
  }

  /** Whether a search can be answered from here. */
  canFind(text: string): boolean {
    return !text.includes(betweenTexts) && !text.includes(betweenQuestions);
  }

  /** Calls `onHit` with the `seq` of every question after `from` in the piece there whose wording or answer contains `text`; returns where that piece ends. */
  searchPiece(text: string, from: number, onHit: (seq: number) => void): number {
    const at = this.#pieceOf(from + 1);
    const piece = this.#pieces[at] ?? this.#read(this.#lastSeqs[at - 1] ?? 0, this.#lastSeqs[at] as number);
    this.#pieces[at] = piece;
    const wanted = text.toLowerCase();
    let question = 0;
    for (let found = piece.text.indexOf(wanted); found >= 0; ) {
      while ((piece.ends[question] as number) <= found) question += 1;
      onHit(piece.seqs[question] as number);
      found = piece.text.indexOf(wanted, piece.ends[question]);
    }
    return this.#lastSeqs[at] as number;
  }

  /** Number of the piece that holds a `seq`, or would. */
  #pieceOf(seq: number): number {
    let [low, high] = [0, this.#lastSeqs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lastSeqs[middle] as number) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #read(after: number, to = Number.MAX_SAFE_INTEGER): Piece {
    const rows = textTuplesAfter(this.#workspace, after, to, perPiece);
    const seqs = new Int32Array(rows.length);
    const ends = new Int32Array(rows.length);
    let letters = 0;
    const parts = rows.map(([seq, text, answer], index) => {
      // Question by question: in lower case a letter may become two.
      const part = `${text}${betweenTexts}${answer}${betweenQuestions}`.toLowerCase();
      letters += part.length;
      seqs[index] = seq;
      ends[index] = letters;
      return part;
    });
    return { seqs, ends, text: parts.join('') };
  }
}
