import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { verdicts } from '../../../../shared/model/decision.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import { verdictLooks } from '../../../ui/verdict-look.ts';
import classes from './Header.module.css';

/** "128 of 900 reviewed" with a bar split by verdict. */
export function ReviewProgress() {
  const { data: workspace } = useQuery({ ...workspaceQuery, select: progressOf });
  if (workspace === undefined || workspace.total === 0) return null;
  const { total } = workspace;
  const decided = verdicts
    .filter((verdict) => verdict !== 'undecided')
    .map((verdict) => ({ verdict, count: workspace.byVerdict[verdict] ?? 0 }));
  const reviewed = decided.reduce((sum, { count }) => sum + count, 0);
  const breakdown = decided
    .map(({ verdict, count }) => `${count.toLocaleString('en')} ${verdictLooks[verdict].label.toLowerCase()}`)
    .join(', ');
  return (
    <Tooltip label={breakdown}>
      <div className={classes['progress']}>
        <div className={classes['bar']} role="img" aria-label={breakdown}>
          {decided.map(({ verdict, count }) => (
            <span key={verdict} style={{ width: `${(100 * count) / total}%`, background: verdictLooks[verdict].color }} />
          ))}
        </div>
        {reviewed.toLocaleString('en')} of {total.toLocaleString('en')} reviewed
      </div>
    </Tooltip>
  );
}

function progressOf({ counts, byVerdict }: WorkspaceSummary) {
  return { total: counts.questions, byVerdict };
}
