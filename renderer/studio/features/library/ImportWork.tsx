import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { callRoute } from '../../../client/call-route.ts';
import { listenToEvents } from '../../../client/event-stream.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import classes from './LibraryScreen.module.css';

type Work = NonNullable<WorkspaceSummary['work']>;

const says: Readonly<Record<Work['stage'], string>> = {
  index: 'Listing questions',
  check: 'Questions can be reviewed. Reading scenes to check them',
};

/** How far an import is, from the listing of its questions to the last scene read, and the way to stop it. Nothing while none goes on. */
export function ImportWork({ isStarting }: { readonly isStarting: boolean }) {
  const { data: workspace } = useQuery(workspaceQuery);
  const [latest, setLatest] = useState<Work | null>(null);
  useEffect(
    () =>
      listenToEvents((event) => {
        if (event.kind === 'import-progress') setLatest(event);
        if (event.kind === 'workspace-changed') setLatest(null);
      }),
    [],
  );
  const cancel = useMutation({ mutationFn: () => callRoute('cancelWork', { input: {} }) });
  const work = latest ?? workspace?.work ?? null;
  if (work === null && !isStarting) return null;
  const isCounted = work !== null && work.total > 0;
  return (
    <div className={classes['progress']} data-stage={work?.stage}>
      <div className={classes['working']}>
        <Progress
          value={isCounted ? (100 * work.done) / work.total : 100}
          animated={!isCounted}
          aria-label="Import progress"
          aria-valuetext={isCounted ? `${work.done} of ${work.total}` : 'Starting'}
        />
        <Button size="compact-xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
      </div>
      <span>
        {work === null ? 'Looking at the files…' : says[work.stage]}
        {isCounted && ` · ${work.done.toLocaleString('en')} of ${work.total.toLocaleString('en')} · ${work.label}`}
      </span>
    </div>
  );
}
