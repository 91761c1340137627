import type { Hono } from 'hono';
import { reviewerOf } from '../store/settings.ts';
import { leaveOff, leftOffBy, listViews, saveView } from '../store/views.ts';
import type { BackendState } from './backend-state.ts';
import { registerRoute } from './register-route.ts';

/** Registers saved views, statistics, and where each reviewer left off. */
export function registerViewRoutes(app: Hono, state: BackendState): void {
  registerRoute(app, 'listViews', () => {
    const workspace = state.workspace();
    return { views: listViews(workspace), leftOff: leftOffBy(workspace, reviewerOf(workspace)) };
  });
  registerRoute(app, 'getStatistics', ({ others }) =>
    state.statistics().ask({
      reviewer: reviewerOf(state.workspace()),
      areOthersNamed: others === 'each',
      closeCallScore: state.userFiles.settings().closeCall.score,
    }),
  );
  registerRoute(app, 'saveView', ({ name, list, isRemoved }) => ({ views: saveView(state.workspace(), name, isRemoved ? null : list) }));
  registerRoute(app, 'leaveOff', (place) => {
    const workspace = state.workspace();
    leaveOff(workspace, reviewerOf(workspace), place);
    return {};
  });
}
