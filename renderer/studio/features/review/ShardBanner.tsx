import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import { goTo } from '../../navigation.ts';
import { strings } from '../../strings/strings.ts';
import classes from './ReviewScreen.module.css';

const say = strings.decide;

const shardsOf = ({ shards }: WorkspaceSummary) => shards;

/** Says that the files behind a question are gone; the review goes on with what the workspace itself holds. */
export function ShardBanner({ sceneId }: { readonly sceneId: string }) {
  const { data: shards = [] } = useQuery({ ...workspaceQuery, select: shardsOf });
  // A scene's id begins with its shard's; with one shard there is nothing to tell apart.
  const own = shards.length === 1 ? shards[0] : shards.find(({ id }) => sceneId.startsWith(`${id}/`) || sceneId.startsWith(`${id}:`));
  if (own === undefined || own.isReachable) return null;
  return (
    <div role="status" className={classes['banner']}>
      <IconPlugConnectedX size={16} aria-hidden />
      <span>{say.shardGone}</span>
      <Button variant="default" size="compact-sm" onClick={() => goTo({ screen: 'library' })}>
        {say.relink}
      </Button>
    </div>
  );
}
