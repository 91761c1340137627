import { type RefObject, useEffect, useRef, useState } from 'react';
import type { CompiledStage } from '../../../../shared/stage/compiled-stage.ts';
import { describeError } from '../../../client/api-error.ts';
import { createStageView, type StageView } from '../../../stage/stage-view.ts';

/** How far the drawing on a canvas is. */
export type StageViewState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly view: StageView }
  /** The graphics device took the context away; it is drawn again as soon as the device gives it back. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Draws a stage on a canvas for as long as it is mounted. When a lost context comes back, `onRestored` must put another canvas in the place of this one:
 * Babylon remembers programs by context, and those of a lost one are gone.
 */
export function useStageView(canvas: RefObject<HTMLCanvasElement | null>, stage: CompiledStage, onRestored: () => void): StageViewState {
  const latestRestored = useRef(onRestored);
  latestRestored.current = onRestored;
  const [state, setState] = useState<StageViewState>({ kind: 'starting' });
  useEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    let [view, turn]: [StageView | null, number] = [null, 0];
    const start = async () => {
      const mine = ++turn;
      try {
        const made = await createStageView(target, stage);
        if (mine !== turn) return made.dispose();
        view = made;
        setState({ kind: 'ready', view: made });
      } catch (error) {
        if (mine === turn) setState({ kind: 'failed', message: describeError(error).message });
      }
    };
    const onLost = (event: Event) => {
      // Without this the browser would never give the context back.
      event.preventDefault();
      turn += 1;
      view = null;
      setState({ kind: 'lost' });
    };
    const onBack = () => latestRestored.current();
    target.addEventListener('webglcontextlost', onLost);
    target.addEventListener('webglcontextrestored', onBack);
    void start();
    return () => {
      turn += 1;
      target.removeEventListener('webglcontextlost', onLost);
      target.removeEventListener('webglcontextrestored', onBack);
      view?.dispose();
      // A page may hold 16 contexts; that of a canvas that has left the page must not wait for garbage collection.
      queueMicrotask(() => target.isConnected || target.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext());
    };
  }, [canvas, stage]);
  return state;
}
