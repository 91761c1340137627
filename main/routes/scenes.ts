import type { Hono } from 'hono';
import { getFrames } from '../formats/trajectory-frames.ts';
import { getScene } from '../store/scenes.ts';
import { getTrajectory } from '../store/trajectories.ts';
import type { BackendState } from './backend-state.ts';
import { registerRoute } from './register-route.ts';

/** Registers scenes, trajectories and what their frames show. */
export function registerSceneRoutes(app: Hono, state: BackendState): void {
  registerRoute(app, 'getScene', (_, param) => getScene(state.workspace(), param('id')));
  registerRoute(app, 'getTrajectory', (_, param) => getTrajectory(state.workspace(), param('id')));
  registerRoute(app, 'getFrames', ({ start, count }, param) => getFrames(state.workspace(), param('id'), start, count));
}
