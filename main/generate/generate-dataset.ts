import type { GenerateSettings } from './generate-settings.ts';
import type { Recorder } from './recorder.ts';
import { type GenerateResult, GenerationRun } from './run/generation-run.ts';
import type { RunEvent } from './run/run-events.ts';

/** Runs a {@link GenerationRun} to its end, or until `signal` is aborted (then `cancelled`). Throws as its `start` does. */
export async function generateDataset(
  settings: GenerateSettings,
  recorder: Recorder,
  options: { readonly signal: AbortSignal; readonly onEvent?: (event: RunEvent, run: GenerationRun) => void },
): Promise<GenerateResult> {
  const { signal, onEvent } = options;
  const run = new GenerationRun(settings, recorder);
  if (onEvent !== undefined) run.listen((event) => onEvent(event, run));
  const cancel = () => run.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    return await run.start();
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
