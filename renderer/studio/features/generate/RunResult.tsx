import { Button } from '@mantine/core';
import { IconArrowRight, IconCircleCheck, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Generation } from '../../../../shared/api/index.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import { countOf } from '../../../ui/count-of.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import classes from './GenerateScreen.module.css';
import { durationText } from './run-words.ts';
import { useOpenResult, workspaceBeside } from './use-open-result.ts';

/** How a run ended, and what to do now. */
export function RunResult({ generation, onContinue }: { readonly generation: Generation; readonly onContinue: () => void }) {
  const { state, totals, progress, seconds, request, error } = generation;
  const { data: workspace } = useQuery(workspaceQuery);
  const open = useOpenResult(generation);
  const houses = totals.done + totals.skipped;
  const canOpenHere = workspace?.isOpen ?? false;
  return (
    <section className={classes['result']} aria-label="Result">
      {state === 'failed' && <ErrorNote error={error === null ? null : new Error(error.message)} />}
      {state === 'cancelled' && <p>What was finished is kept; the same settings continue from there.</p>}
      <p className={classes['summary']}>
        {state === 'done' && <IconCircleCheck size={17} aria-hidden />}
        {countOf(houses, 'house')}
        {totals.skipped > 0 && ` (${totals.skipped.toLocaleString('en')} were there already)`}
        {totals.failed > 0 && `, ${totals.failed.toLocaleString('en')} failed`} · {countOf(progress.frames, 'frame')} ·{' '}
        {countOf(totals.questions, 'question')} · {durationText(seconds)}
      </p>
      {request !== null && <p className={classes['path']}>{request.outDir}</p>}
      <div className={classes['actions']}>
        {state !== 'done' && (
          <Button size="sm" leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={onContinue}>
            {state === 'failed' ? 'Try again' : 'Continue'}
          </Button>
        )}
        {houses > 0 && (
          <Button
            size="sm"
            variant={state === 'done' ? 'filled' : 'default'}
            rightSection={<IconArrowRight size={16} aria-hidden />}
            loading={open.isPending && open.variables === (canOpenHere ? 'here' : 'new')}
            disabled={open.isPending}
            onClick={() => open.mutate(canOpenHere ? 'here' : 'new')}
          >
            {canOpenHere ? 'Add to this workspace' : 'Open in the studio'}
          </Button>
        )}
        {houses > 0 && canOpenHere && (
          <Button
            size="sm"
            variant="default"
            loading={open.isPending && open.variables === 'new'}
            disabled={open.isPending}
            title={workspaceBeside(request?.outDir ?? '')}
            onClick={() => open.mutate('new')}
          >
            Open in a workspace of its own
          </Button>
        )}
      </div>
      <ErrorNote error={open.error} />
    </section>
  );
}
