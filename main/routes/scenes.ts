import type { Hono } from 'hono';
import { getFrames } from '../formats/trajectory-frames.ts';
import { getScene, getSceneState } from '../store/scenes.ts';
import { getTrajectory } from '../store/trajectories.ts';
import type { BackendState } from './backend-state.ts';
import { registerRoute } from './register-route.ts';

/**
 * Has a scene read before it is shown, where the import has not come to it yet. Where that fails (the shard is away) what is known is shown, and it is
 * said that it is unread.
 */
export async function readSceneFirst(state: BackendState, sceneId: string): Promise<void> {
  if (getSceneState(state.workspace(), sceneId).checkDue === null) return;
  await state
    .desk()
    .checkScene(sceneId)
    .catch(() => undefined);
}

/** Registers scenes, trajectories and what their frames show. */
export function registerSceneRoutes(app: Hono, state: BackendState): void {
  registerRoute(app, 'getScene', async (_, param) => {
    await readSceneFirst(state, param('id'));
    return getScene(state.workspace(), param('id'));
  });
  registerRoute(app, 'getTrajectory', async (_, param) => {
    await readSceneFirst(state, getTrajectory(state.workspace(), param('id')).sceneId);
    return getTrajectory(state.workspace(), param('id'));
  });
  registerRoute(app, 'getFrames', ({ start, count }, param) => getFrames(state.workspace(), param('id'), start, count));
}
