import { type Problem, problemFromError } from '../../shared/errors.ts';
import type { Scene } from '../../shared/model/scene.ts';
import { compileStage } from '../../shared/stage/compile-stage.ts';
import type { CompiledStage } from '../../shared/stage/compiled-stage.ts';

/** Answer of the worker to a scene. */
export type CompileAnswer = { readonly stage: CompiledStage } | { readonly problem: Problem };

// Runs in a worker, so that a large house does not stop the video that plays beside it.
self.onmessage = ({ data: scene }: MessageEvent<Scene>) => {
  let answer: CompileAnswer;
  try {
    answer = { stage: compileStage(scene) };
  } catch (error) {
    answer = { problem: problemFromError(error) };
  }
  self.postMessage(answer);
};
