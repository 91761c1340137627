import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Generation, GenerationRequest, WorkspaceSummary } from '../../../../shared/api/index.ts';
import { callRoute } from '../../../client/call-route.ts';
import { queryKeys } from '../../../client/query-keys.ts';
import { goTo } from '../../navigation.ts';
import { showWorkspace } from '../../show-workspace.ts';

/** Workspace file beside a dataset. */
export function workspaceBeside(outDir: string): string {
  return `${outDir.replace(/[\\/]+$/, '')}.sightline`;
}

/** Imports what the run made into the open workspace, or into a new one beside the dataset, and goes to its first question. */
export function useOpenResult(generation: Generation) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (where: 'here' | 'new') => {
      const { request } = generation;
      if (request === null) return null;
      if (where === 'new') await callRoute('openWorkspace', { input: { file: workspaceBeside(request.outDir) } });
      await callRoute('importShards', { input: { paths: [request.outDir] } });
      const workspace = await callRoute('getWorkspace');
      if (where === 'new') showWorkspace(queryClient, workspace);
      else {
        queryClient.setQueryData(queryKeys.workspace, workspace);
        await queryClient.invalidateQueries();
      }
      return firstQuestion(workspace, request, generation);
    },
    onSuccess: (found) => {
      if (found !== null) goTo(found.hasQuestions ? { screen: 'review', questionId: found.questionId } : { screen: 'library' });
    },
  });
}

/** The first question of a house that this run made. */
async function firstQuestion(workspace: WorkspaceSummary, request: GenerationRequest, generation: Generation) {
  const sameFolder = workspace.shards.filter(({ path }) => path.replace(/[\\/]+$/, '') === request.outDir.replace(/[\\/]+$/, ''));
  const houses = [...generation.thumbnails.map(({ house }) => house).reverse(), '000000'];
  for (const { id } of sameFolder) {
    for (const house of houses) {
      const scene = `${id}:${request.split}:${house}`;
      const { rows } = await callRoute('listQuestions', { input: { scene, order: 'shard', limit: 1 } });
      if (rows[0] !== undefined) return { hasQuestions: true, questionId: rows[0].id };
    }
  }
  return { hasQuestions: false, questionId: null };
}
