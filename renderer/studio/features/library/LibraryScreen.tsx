import { Anchor, Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { countOf } from '../../../ui/count-of.ts';
import { goTo } from '../../navigation.ts';
import { ImportShard } from './ImportShard.tsx';
import classes from './LibraryScreen.module.css';
import { OpenWorkspace } from './OpenWorkspace.tsx';
import { ProblemReport } from './ProblemReport.tsx';
import { RecentWorkspaces } from './RecentWorkspaces.tsx';
import { ShardTable } from './ShardTable.tsx';
import { TaskCounts } from './TaskCounts.tsx';

/** Where work starts: open a workspace, add shards, see what came in and what did not. */
export function LibraryScreen({ workspace }: { readonly workspace: WorkspaceSummary }) {
  const { isOpen, counts } = workspace;
  return (
    <main className={classes['screen']} aria-label="Library">
      <div className={classes['column']}>
        <div className={classes['intro']}>
          <div>
            <h1>{isOpen ? 'Library' : 'Check spatial questions against the ground truth'}</h1>
            <p>{introOf(workspace)}</p>
          </div>
          {counts.questions > 0 && (
            <Button
              size="sm"
              rightSection={<IconArrowRight size={16} aria-hidden />}
              onClick={() => goTo({ screen: 'review', questionId: null })}
            >
              Review questions
            </Button>
          )}
        </div>
        <div className={classes['steps']}>
          <OpenWorkspace workspace={workspace} />
          <ImportShard isWorkspaceOpen={isOpen} />
        </div>
        <RecentWorkspaces openFile={workspace.file} />
        <p className={classes['aside']}>
          No dataset at hand?{' '}
          <Anchor
            component="button"
            type="button"
            fz="inherit"
            c="var(--accent)"
            underline="always"
            onClick={() => goTo({ screen: 'generate' })}
          >
            Generate one
          </Anchor>{' '}
          from houses made on the spot, or from house files.
        </p>
        {isOpen && workspace.shards.length > 0 && <ShardTable shards={workspace.shards} />}
        {isOpen && <ProblemReport />}
        {counts.questions > 0 && <TaskCounts byTask={workspace.byTask} />}
      </div>
    </main>
  );
}

function introOf({ isOpen, counts }: WorkspaceSummary): string {
  if (!isOpen) return 'Open a workspace: the one file that keeps your shards’ index and every decision. Then add a shard to it.';
  if (counts.questions === 0)
    return 'This workspace has no questions yet. Add a shard below: its files stay where they are and are only indexed.';
  const numbers = [
    [counts.questions, 'question'],
    [counts.trajectories, 'walkthrough'],
    [counts.scenes, 'scene'],
    [counts.frames, 'frame'],
  ] as const;
  return numbers.map(([count, noun]) => countOf(count, noun)).join(' · ');
}
