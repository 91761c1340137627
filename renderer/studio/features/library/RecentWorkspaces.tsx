import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callRoute } from '../../../client/call-route.ts';
import { recentQuery } from '../../../client/queries.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { announce } from '../../announce.ts';
import { showWorkspace } from '../../show-workspace.ts';
import { strings } from '../../strings/strings.ts';
import classes from './LibraryScreen.module.css';

const say = strings.library;
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** The workspaces that were open here, one click away. */
export function RecentWorkspaces({ openFile }: { readonly openFile: string | null }) {
  const queryClient = useQueryClient();
  const { data } = useQuery(recentQuery);
  const open = useMutation({
    mutationFn: (file: string) => callRoute('openWorkspace', { input: { file } }),
    onSuccess: (summary) => {
      showWorkspace(queryClient, summary);
      announce(say.opened(summary.file ?? ''));
    },
  });
  const others = (data?.workspaces ?? []).filter(({ file }) => file !== openFile);
  if (others.length === 0) return null;
  return (
    <section className={classes['panel']} aria-label={say.recent}>
      <h2>
        <IconHistory size={18} aria-hidden /> {say.recent}
      </h2>
      <ul className={classes['recent']}>
        {others.map(({ file, openedAtMs, exists }) => (
          <li key={file}>
            <Button
              variant="default"
              size="compact-sm"
              disabled={!exists}
              loading={open.isPending && open.variables === file}
              onClick={() => open.mutate(file)}
            >
              {nameOf(file)}
            </Button>
            <span className={classes['path']}>{file}</span>
            <time dateTime={new Date(openedAtMs).toISOString()}>{exists ? day.format(openedAtMs) : say.gone}</time>
          </li>
        ))}
      </ul>
      <ErrorNote error={open.error} />
    </section>
  );
}

function nameOf(file: string): string {
  return (file.split(/[\\/]/).at(-1) ?? file).replace(/\.sightline$/, '');
}
