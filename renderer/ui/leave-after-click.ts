import type { MouseEvent } from 'react';

/**
 * For choices that are made by mouse in passing: gives the focus back to the page after a real click, so that Space and the arrow keys keep their meaning in
 * the studio. Keys that choose (their clicks count no presses) leave the focus where it is.
 */
export function leaveAfterClick(event: MouseEvent): void {
  if (event.detail > 0 && document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
