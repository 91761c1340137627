import { create } from 'zustand';
import type { Roles } from '../../../../shared/model/question.ts';

/** What the reviewer is in the middle of. */
export interface ReviewState {
  /** Roles being edited; null outside an edit. */
  readonly draft: Roles | null;
  readonly open: 'reject' | 'comment' | null;
  /** Object picked on the map or in the list, as an index into `Scene.objects`. */
  readonly highlighted: number | null;
  /** Object under the pointer in any panel; shown in all of them. */
  readonly hovered: number | null;
  /** The question whose time on screen is being counted, and since when (`performance.now()`). */
  readonly shownId: string | null;
  readonly shownAtMs: number;
  /** True while a decision that ends this question is on its way to the disk; nothing else can be begun here any more. */
  readonly isLeaving: boolean;
  /** The last stored decision of this page, for the note with Undo. */
  readonly saved: { readonly text: string; readonly isUndo: boolean } | null;
}

/** State of the review screen that is no one panel's own. */
export const useReview = create<ReviewState>(() => ({
  draft: null,
  open: null,
  highlighted: null,
  hovered: null,
  shownId: null,
  shownAtMs: 0,
  isLeaving: false,
  saved: null,
}));

/** Starts a question afresh: no draft, nothing open, its time on screen at zero. */
export function beginQuestion(id: string): void {
  if (useReview.getState().shownId === id) return;
  useReview.setState({ draft: null, open: null, highlighted: null, hovered: null, shownId: id, shownAtMs: performance.now() });
}
