import { Button } from '@mantine/core';
import { IconCircleCheck, IconFileImport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { callRoute } from '../../../client/call-route.ts';
import { countOf } from '../../../ui/count-of.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { announce } from '../../announce.ts';
import { goTo } from '../../navigation.ts';
import { ImportWork } from './ImportWork.tsx';
import classes from './LibraryScreen.module.css';
import { PathField } from './PathField.tsx';

/** Indexes a shard into the open workspace and tells how far it is. */
export function ImportShard({ isWorkspaceOpen }: { readonly isWorkspaceOpen: boolean }) {
  const queryClient = useQueryClient();
  const [path, setPath] = useState('');
  const load = useMutation({
    mutationFn: (shard: string) => callRoute('importShards', { input: { paths: [shard] } }),
    // An empty workspace shows the library wherever one is; once it has questions, only here would the result still be seen.
    onMutate: () => goTo({ screen: 'library' }),
    onSuccess: async (result) => {
      announce(`Imported ${countOf(result.questions, 'question')} with ${countOf(result.problems.length, 'problem')}.`);
      await queryClient.invalidateQueries();
    },
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
          ? 'A dataset folder (the one with train, val or test in it) or a file of questions. Nothing in it is changed or copied.'
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
      {isWorkspaceOpen && <ImportWork isStarting={load.isPending} />}
      {load.data && !load.isPending && (
        <div className={classes['done']}>
          <IconCircleCheck size={16} aria-hidden />
          {countOf(load.data.questions, 'question')} from {countOf(load.data.scenes, 'scene')}
          {load.data.problems.length > 0 && `, ${countOf(load.data.problems.length, 'problem')} (below)`}
        </div>
      )}
      <ErrorNote error={load.error} />
    </section>
  );
}
