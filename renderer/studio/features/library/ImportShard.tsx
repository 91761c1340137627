import { Button, Progress } from '@mantine/core';
import { IconCircleCheck, IconFileImport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { BackendEvent } from '../../../../shared/api/index.ts';
import { callRoute } from '../../../client/call-route.ts';
import { listenToEvents } from '../../../client/event-stream.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { announce } from '../../announce.ts';
import classes from './LibraryScreen.module.css';
import { PathField } from './PathField.tsx';

type ImportProgress = Extract<BackendEvent, { kind: 'import-progress' }>;

/** Indexes a shard into the open workspace and tells how far it is. */
export function ImportShard({ isWorkspaceOpen }: { readonly isWorkspaceOpen: boolean }) {
  const queryClient = useQueryClient();
  const [path, setPath] = useState('');
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  useEffect(() => listenToEvents((event) => event.kind === 'import-progress' && setProgress(event)), []);
  const load = useMutation({
    mutationFn: (shard: string) => callRoute('importShards', { input: { paths: [shard] } }),
    onSuccess: async (result) => {
      announce(`Imported ${result.questions} questions with ${result.problems.length} problems.`);
      await queryClient.invalidateQueries();
    },
    onSettled: () => setProgress(null),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== '') load.mutate(path.trim());
  };
  return (
    <section className={classes['panel']} aria-label="Import" data-disabled={isWorkspaceOpen ? undefined : true}>
      <h2>
        <IconFileImport size={18} aria-hidden /> Add a shard
      </h2>
      <p>
        {isWorkspaceOpen
          ? 'A SIMS-V dataset folder (the one with train, val or test in it). Nothing in it is changed or copied.'
          : 'Comes second: open a workspace first.'}
      </p>
      <form onSubmit={submit} className={classes['fields']}>
        <PathField
          label="Shard folder"
          placeholder="/path/to/dataset"
          kind="shard"
          value={path}
          onChange={setPath}
          disabled={!isWorkspaceOpen}
        />
        <Button type="submit" size="sm" loading={load.isPending} disabled={!isWorkspaceOpen || path.trim() === ''}>
          Import
        </Button>
      </form>
      {load.isPending && <ImportState progress={progress} />}
      {load.data && !load.isPending && (
        <div className={classes['done']}>
          <IconCircleCheck size={16} aria-hidden />
          {load.data.questions.toLocaleString('en')} questions from {load.data.scenes.toLocaleString('en')} scenes
          {load.data.problems.length > 0 && `, ${load.data.problems.length} problems (below)`}
        </div>
      )}
      <ErrorNote error={load.error} />
    </section>
  );
}

function ImportState({ progress }: { readonly progress: ImportProgress | null }) {
  const share = progress !== null && progress.total > 0 ? (100 * progress.done) / progress.total : 0;
  return (
    <div className={classes['progress']}>
      <Progress value={progress === null ? 100 : share} animated={progress === null} aria-label="Import progress" />
      {progress === null
        ? 'Reading…'
        : `${progress.label} · ${progress.done.toLocaleString('en')} of ${progress.total.toLocaleString('en')}`}
    </div>
  );
}
