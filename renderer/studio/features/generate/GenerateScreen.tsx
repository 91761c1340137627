import { Loader, SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { GenerationRequest } from '../../../../shared/api/index.ts';
import { ApiError } from '../../../client/api-error.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { draftFromRequest, type FieldErrors, readDraft, useGenerateChoice } from './draft.ts';
import classes from './GenerateScreen.module.css';
import { HousePreview } from './HousePreview.tsx';
import { RunPanel } from './RunPanel.tsx';
import { isActive } from './run-words.ts';
import { SettingsForm } from './SettingsForm.tsx';
import { useGeneration, useStart } from './use-generation.ts';
import { usePreview } from './use-preview.ts';

/** Where datasets are made: settings with a preview of one house, then the run. */
export function GenerateScreen() {
  const generation = useGeneration();
  const { draft, pane } = useGenerateChoice();
  const preview = usePreview();
  const start = useStart();
  const [hasTried, setTried] = useState(false);
  const { request, errors } = readDraft(draft);
  const refusal = start.error === null ? null : refusedField(start.error);

  const begin = (wanted: GenerationRequest | null) => {
    setTried(true);
    if (wanted !== null) start.mutate(wanted, { onSuccess: () => useGenerateChoice.setState({ pane: 'run' }) });
  };
  useEffect(() => {
    // A page that comes back to a run finds the settings it was started with.
    if (generation?.request && useGenerateChoice.getState().draft.outDir === '') {
      useGenerateChoice.setState({ draft: draftFromRequest(generation.request) });
    }
  }, [generation?.request]);
  // What the backend refused is refused until something is changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft is what it waits for
  useEffect(() => start.reset(), [draft]);

  if (generation === undefined) {
    return (
      <main className={classes['waiting']} aria-label="Generate">
        <Loader size="sm" aria-label="Loading the generator" />
      </main>
    );
  }
  const { outDir: missingFolder, ...others } = errors;
  const shown: FieldErrors = {
    ...(previewRefusal(preview.error) ?? {}),
    ...others,
    ...(missingFolder !== undefined && (hasTried || draft.outDir !== '') ? { outDir: missingFolder } : {}),
    ...(refusal ?? {}),
  };
  const hasRun = generation.run > 0;
  const showsRun = hasRun && pane !== 'preview';
  return (
    <main className={classes['screen']} aria-label="Generate">
      <section className={classes['left']} aria-labelledby="generate-title">
        <div className={classes['intro']}>
          <h1 id="generate-title">Generate a dataset</h1>
          <p>Walks through houses and writes videos, annotations and questions.</p>
        </div>
        <SettingsForm errors={shown} isRunning={isActive(generation.state)} isStarting={start.isPending} onStart={() => begin(request)} />
        {start.error !== null && refusal === null && <ErrorNote error={start.error} />}
      </section>
      <section className={classes['right']} aria-label={showsRun ? 'Run' : 'Preview'}>
        {hasRun && (
          <SegmentedControl
            aria-label="Preview or run"
            className={classes['panes'] ?? ''}
            value={showsRun ? 'run' : 'preview'}
            data={[
              { value: 'run', label: 'Run' },
              { value: 'preview', label: 'Preview' },
            ]}
            onChange={(value) => useGenerateChoice.setState({ pane: value as 'run' | 'preview' })}
          />
        )}
        {showsRun ? <RunPanel generation={generation} onContinue={() => begin(generation.request)} /> : <HousePreview preview={preview} />}
      </section>
    </main>
  );
}

/** The setting that the backend blames, with its sentence; null where it blames none. */
function refusedField(error: unknown): FieldErrors | null {
  if (!(error instanceof ApiError)) return null;
  const { item } = error.where;
  return item === 'outDir' || item === 'objects' || item === 'houseFiles' ? { [item]: error.message } : null;
}

function previewRefusal(error: unknown): FieldErrors | null {
  return error instanceof ApiError && error.code === 'input.invalid' ? { objects: error.message } : null;
}
