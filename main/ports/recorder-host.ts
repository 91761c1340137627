import type { Problem } from '../../shared/errors.ts';
import type { Recorder } from '../generate/recorder.ts';

/**
 * Runs `work` with a recorder for so many houses at a time, and takes it away afterwards; the problems say what cannot be recorded here. A host that has
 * neither this nor render pages records without video.
 */
export type RecorderHost = <T>(
  settings: { readonly workers: number },
  work: (recorder: Recorder, problems: readonly Problem[]) => Promise<T>,
) => Promise<T>;
