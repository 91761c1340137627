import type { Hono } from 'hono';
import type { DecisionResult } from '../../shared/api/index.ts';
import { decide, redo, undo } from '../review/decide.ts';
import { getQuestionDetail } from '../review/question-detail.ts';
import { reviewerOf } from '../store/settings.ts';
import type { BackendState } from './backend-state.ts';
import { registerRoute } from './register-route.ts';

/** Registers the queue, the card and the decisions. */
export function registerQuestionRoutes(app: Hono, state: BackendState): void {
  const announce = (result: DecisionResult): DecisionResult => {
    state.lists().refresh(result.question.id);
    state.events.send({ kind: 'question-changed', id: result.question.id });
    return result;
  };
  registerRoute(app, 'listQuestions', (query) => state.lists().page(query));
  registerRoute(app, 'countFacets', (filter) => state.lists().facets(filter));
  registerRoute(app, 'getQuestion', (_, param) => getQuestionDetail(state.workspace(), param('id')));
  registerRoute(app, 'decide', (decision, param) => {
    const workspace = state.workspace();
    return announce(decide(workspace, param('id'), decision, reviewerOf(workspace)));
  });
  registerRoute(app, 'undo', () => announce(undo(state.workspace(), reviewerOf(state.workspace()))));
  registerRoute(app, 'redo', () => announce(redo(state.workspace(), reviewerOf(state.workspace()))));
}
