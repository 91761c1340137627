import { create } from 'zustand';

/** What screen readers hear next; `count` makes the same sentence heard twice. */
export const useAnnouncement = create<{ readonly text: string; readonly count: number }>(() => ({ text: '', count: 0 }));

/** Says a sentence to screen readers without moving the focus. */
export function announce(text: string): void {
  useAnnouncement.setState(({ count }) => ({ text, count: count + 1 }));
}
