import { notifications } from '@mantine/notifications';
import { IconFolderDown } from '@tabler/icons-react';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { describeError } from '../../../client/api-error.ts';
import { callRoute } from '../../../client/call-route.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import { countOf } from '../../../ui/count-of.ts';
import { announce } from '../../announce.ts';
import { goTo } from '../../navigation.ts';
import { showWorkspace } from '../../show-workspace.ts';
import { strings } from '../../strings/strings.ts';
import classes from './DropZone.module.css';

const say = strings.library;

/** Files dropped anywhere on the window: a workspace is opened, anything else imported as a shard. Without it a drop would leave the studio for the file. */
export function DropZone() {
  const queryClient = useQueryClient();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void openDropped([...(event.dataTransfer?.files ?? [])], queryClient);
    };
    addEventListener('dragover', onDragOver);
    addEventListener('dragleave', onDragLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onDragOver);
      removeEventListener('dragleave', onDragLeave);
      removeEventListener('drop', onDrop);
    };
  }, [queryClient]);
  if (!isOver) return null;
  return (
    <div className={classes['zone']}>
      <p>
        <IconFolderDown size={22} aria-hidden /> {say.dropHere}
      </p>
    </div>
  );
}

/** What the desktop shell tells a page beyond the web: where a dropped file lies. */
interface Shell {
  pathForFile(file: File): string;
}

async function openDropped(files: readonly File[], queryClient: QueryClient): Promise<void> {
  goTo({ screen: 'library' });
  const shell = (globalThis as { readonly sightlineShell?: Shell }).sightlineShell;
  const paths = files.map((file) => shell?.pathForFile(file) ?? '').filter((path) => path !== '');
  if (paths.length === 0) return tell(say.dropNoPath);
  try {
    const workspace = paths.find((path) => path.endsWith('.sightline'));
    if (workspace !== undefined) {
      const summary = await callRoute('openWorkspace', { input: { file: workspace } });
      showWorkspace(queryClient, summary);
    }
    const shards = paths.filter((path) => !path.endsWith('.sightline'));
    if (shards.length > 0) await importDropped(shards, queryClient);
  } catch (error) {
    notifications.show({ color: 'red', message: describeError(error).message, autoClose: 10_000 });
  }
}

async function importDropped(paths: string[], queryClient: QueryClient): Promise<void> {
  const { isOpen } = await queryClient.fetchQuery(workspaceQuery);
  if (!isOpen) return tell(say.dropNeedsWorkspace);
  const result = await callRoute('importShards', { input: { paths } });
  await queryClient.invalidateQueries();
  tell(`${countOf(result.questions, 'question')}, ${countOf(result.problems.length, 'problem')}`);
}

function tell(message: string): void {
  notifications.show({ message, autoClose: 10_000 });
  announce(message);
}
