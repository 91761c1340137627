import { AppError } from '../../shared/errors.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { CompiledStage } from '../../shared/stage/compiled-stage.ts';
import type { CompileAnswer } from './compile-worker.ts';

/** Builds the triangles of a scene beside the page's own thread. Rejects with what the compiler threw, or when the signal is aborted. */
export function compileInWorker(scene: Scene, signal: AbortSignal): Promise<CompiledStage> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), { type: 'module' });
    const end = () => worker.terminate();
    signal.addEventListener('abort', () => {
      end();
      reject(signal.reason);
    });
    worker.onmessage = ({ data }: MessageEvent<CompileAnswer>) => {
      end();
      if ('stage' in data) resolve(data.stage);
      else reject(new AppError(data.problem.code, data.problem.message));
    };
    worker.onerror = ({ message }) => {
      end();
      reject(new AppError('internal', `The house could not be built: ${message}`));
    };
    worker.postMessage(scene);
  });
}
