import { create } from 'zustand';
import { goTo } from '../../navigation.ts';

/** The step of the tour on screen, from 0; null while there is no tour. */
export const useTour = create<{ readonly step: number | null }>(() => ({ step: null }));

/** Begins the tour on the review screen. */
export function startTour(): void {
  goTo({ screen: 'review', questionId: null });
  useTour.setState({ step: 0 });
}
