import { AppError } from '../../shared/errors.ts';
import type { Edit } from '../../shared/model/decision.ts';
import { composeEdit } from '../../shared/questions/compose-edit.ts';
import { type ConventionName, conventions } from '../../shared/questions/conventions/index.ts';
import { findQuestionType } from '../../shared/questions/registry.ts';
import { sha256Of } from '../formats/simsv/read-source.ts';
import type { QuestionRecord } from '../store/questions.ts';
import { getScene } from '../store/scenes.ts';
import { getSightings } from '../store/trajectories.ts';
import type { Workspace } from '../store/workspace.ts';
import type { EditOutcome } from './fold-decisions.ts';
import { judgeQuestion } from './judge-question.ts';

/**
 * What an edit makes of a question, derived from the scene and never taken from the page. The draw of new options depends on the question's id only, so a
 * page that previews the edit with the seed parts `[question id]` sees the same ones.
 *
 * @throws AppError `question.underivable` where there is no answer; `decision.illegal` where the edit contradicts itself or changes nothing.
 */
export function deriveEdit(workspace: Workspace, question: QuestionRecord, edit: Edit): EditOutcome {
  const where = { item: question.id };
  const view = { scene: getScene(workspace, question.sceneId), ...getSightings(workspace, question.trajectoryId) };
  const convention = question.convention as ConventionName;
  try {
    const { content, derivation } = composeEdit({
      type: findQuestionType(question.task),
      view,
      convention: conventions[convention],
      shown: question.edited ?? question.stored,
      edit,
      seedParts: [question.id],
    });
    return {
      content,
      contentHash: sha256Of(JSON.stringify([question.contentHash, content])),
      ...judgeQuestion(view, question.task, content, convention),
      recordFields: derivation?.recordFields ?? {},
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.message, { where, cause: error });
  }
}
