import type { Hono } from 'hono';
import type { DecisionResult } from '../../shared/api/index.ts';
import { resolveSelection } from '../lists/resolve-selection.ts';
import { decideInBulk, nextBatch, turnBatch } from '../review/bulk-decide.ts';
import { decide, redo, undo } from '../review/decide.ts';
import { getQuestionDetail } from '../review/question-detail.ts';
import { countByVerdict } from '../store/question-counts.ts';
import { reviewerOf } from '../store/settings.ts';
import { leaveOffAt } from '../store/views.ts';
import type { BackendState } from './backend-state.ts';
import { BulkWork } from './bulk-work.ts';
import { registerRoute } from './register-route.ts';
import { readSceneFirst } from './scenes.ts';

/** Registers the queue, the card and the decisions. */
export function registerQuestionRoutes(app: Hono, state: BackendState): void {
  const announce = (result: DecisionResult): DecisionResult => {
    state.lists().refresh(result.question.id);
    state.events.send({ kind: 'question-changed', id: result.question.id });
    return result;
  };
  registerRoute(app, 'listQuestions', (query) => state.lists().page(query));
  registerRoute(app, 'countFacets', (filter) => state.lists().facets(filter));
  registerRoute(app, 'getQuestion', async (_, param) => {
    const detail = getQuestionDetail(state.workspace(), param('id'));
    if (detail.geometry !== 'unread' && detail.agreement !== 'unchecked') return detail;
    await readSceneFirst(state, detail.sceneId);
    return getQuestionDetail(state.workspace(), param('id'));
  });
  registerRoute(app, 'decide', (decision, param) => {
    const workspace = state.workspace();
    const [id, reviewer] = [param('id'), reviewerOf(workspace)];
    const result = announce(decide(workspace, id, decision, reviewer));
    // After the answer is on its way. A convenience: where it cannot be written, the page says soon where it is.
    setImmediate(() => {
      try {
        if (state.openedWorkspace === workspace) leaveOffAt(workspace, reviewer, id);
      } catch {}
    });
    return result;
  });
  const bulk = new BulkWork(state);
  const turn = async (direction: 'undo' | 'redo'): Promise<DecisionResult> => {
    const workspace = state.workspace();
    const reviewer = reviewerOf(workspace);
    const batchId = nextBatch(workspace, reviewer, direction);
    if (batchId === null) return announce((direction === 'undo' ? undo : redo)(workspace, reviewer));
    const { last, count } = await bulk.run((options) => turnBatch(workspace, { batchId, direction, reviewer }, options));
    const question = getQuestionDetail(workspace, last.questionId);
    return { decision: last, question, byVerdict: countByVerdict(workspace), batchCount: count };
  };
  registerRoute(app, 'undo', () => turn('undo'));
  registerRoute(app, 'redo', () => turn('redo'));
  registerRoute(app, 'decideInBulk', async (decision) => {
    const workspace = state.workspace();
    const seqs = await resolveSelection(workspace, state.lists(), decision.selection);
    const reviewer = reviewerOf(workspace);
    return bulk.run((options) => decideInBulk(workspace, seqs, { decision, reviewer }, options));
  });
  registerRoute(app, 'cancelBulk', () => {
    bulk.cancel();
    return {};
  });
}
