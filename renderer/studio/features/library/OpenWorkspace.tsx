import { Button } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { callRoute } from '../../../client/call-route.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { announce } from '../../announce.ts';
import { showWorkspace } from '../../show-workspace.ts';
import { strings } from '../../strings/strings.ts';
import classes from './LibraryScreen.module.css';
import { PathField } from './PathField.tsx';

/** Opens or creates a workspace file. */
export function OpenWorkspace({ workspace }: { readonly workspace: WorkspaceSummary }) {
  const queryClient = useQueryClient();
  const [file, setFile] = useState('');
  const open = useMutation({
    mutationFn: (path: string) => callRoute('openWorkspace', { input: { file: path } }),
    onSuccess: (summary) => {
      setFile('');
      showWorkspace(queryClient, summary);
      announce(strings.library.opened(summary.file ?? ''));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file.trim() !== '') open.mutate(file.trim());
  };
  return (
    <section className={classes['panel']} aria-label="Workspace">
      <h2>
        <IconDatabase size={18} aria-hidden /> {workspace.isOpen ? 'Open another workspace' : 'Open a workspace'}
      </h2>
      <p>
        {workspace.isOpen ? (
          <>
            Open now: <span className={classes['path']}>{workspace.file}</span>. A path that does not exist yet makes a new workspace.
          </>
        ) : (
          'A path that does not exist yet makes a new, empty workspace there.'
        )}
      </p>
      <form onSubmit={submit} className={classes['fields']}>
        <PathField label="Workspace file" placeholder="/path/to/review.sightline" kind="workspace" value={file} onChange={setFile} />
        <Button
          type="submit"
          size="sm"
          variant={workspace.isOpen ? 'default' : 'filled'}
          loading={open.isPending}
          disabled={file.trim() === ''}
        >
          Open
        </Button>
      </form>
      <ErrorNote error={open.error} />
    </section>
  );
}
