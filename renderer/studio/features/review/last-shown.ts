import type { ListState } from '../lists/list-store.ts';

let last: { readonly file: string; readonly list: ListState; readonly id: string } | null = null;

/** Remembers what the review shows, while this page lives: coming back from another screen goes on there. */
export function keepLastShown(file: string, list: ListState, id: string): void {
  last = { file, list, id };
}

/** The question that the review showed last, of this workspace and in this list; null where either is another by now. */
export function lastShown(file: string | null, list: ListState): string | null {
  return last !== null && last.file === file && JSON.stringify(last.list) === JSON.stringify(list) ? last.id : null;
}

/** Forgets it: it cannot be shown. */
export function forgetLastShown(): void {
  last = null;
}
