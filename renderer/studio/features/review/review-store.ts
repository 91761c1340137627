import { create } from 'zustand';
import type { Roles } from '../../../../shared/model/question.ts';

/** What the reviewer is in the middle of. */
export interface ReviewState {
  /** Roles being edited; null outside an edit. */
  readonly draft: Roles | null;
  /** The wording as it is being typed; null while it follows the roles. */
  readonly draftText: string | null;
  /** The options as they are being edited; null while they follow the answer. */
  readonly draftOptions: readonly string[] | null;
  /** An answer being set by hand; null while it is derived. */
  readonly draftHand: { readonly answer: string; readonly reason: string } | null;
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

/** Outside an edit. */
export const noDraft = { draft: null, draftText: null, draftOptions: null, draftHand: null } as const;

/** State of the review screen that is no one panel's own. */
export const useReview = create<ReviewState>(() => ({
  ...noDraft,
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
  useReview.setState({ ...noDraft, open: null, highlighted: null, hovered: null, shownId: id, shownAtMs: performance.now() });
}

/** Calls `listener` whenever another question begins. Returns what stops it. */
export function onNextQuestion(listener: () => void): () => void {
  return useReview.subscribe((now, before) => {
    if (now.shownId !== before.shownId) listener();
  });
}
