import type { ThinEngine } from '@babylonjs/core/Engines/thinEngine.js';
import type { Effect } from '@babylonjs/core/Materials/effect.js';
import { AppError } from '../../shared/errors.ts';

/** Sources of both stages of a shader, in the dialect of Babylon's shader processor. */
export interface ShaderSource {
  readonly vertexSource: string;
  readonly fragmentSource: string;
}

/** Compiles a shader. @throws AppError `internal` with the driver's words. */
export function compileEffect(engine: ThinEngine, shader: ShaderSource, attributes: string[], uniformsNames: string[]): Promise<Effect> {
  return new Promise((resolve, reject) => {
    engine.createEffect(
      shader,
      {
        attributes,
        uniformsNames,
        uniformBuffersNames: [],
        samplers: [],
        defines: '',
        fallbacks: null,
        indexParameters: null,
        onCompiled: resolve,
        onError: (_effect, message) => reject(new AppError('internal', `A shader does not compile: ${message}`)),
      },
      engine,
    );
  });
}
