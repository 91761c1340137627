import { AppError } from '../../shared/errors.ts';
import { listingOfQuestion } from '../../shared/findings/find-in-question.ts';
import type { Roles } from '../../shared/model/question.ts';
import { type ConventionName, conventions } from '../../shared/questions/conventions/index.ts';
import { applyEdit } from '../../shared/questions/edit.ts';
import { findQuestionType } from '../../shared/questions/registry.ts';
import { sha256Of } from '../formats/simsv/read-source.ts';
import type { QuestionRecord } from '../store/questions.ts';
import { getScene } from '../store/scenes.ts';
import { getSightings } from '../store/trajectories.ts';
import type { Workspace } from '../store/workspace.ts';
import type { EditOutcome } from './fold-decisions.ts';

/**
 * What new roles make of a question: wording, answer, options and letter, derived from the stored wording and the scene. The draw of the options
 * depends on the question's id only, so a page that previews the edit with the seed parts `[question id]` sees the same ones.
 *
 * @throws AppError `question.underivable` where there is no answer; `decision.illegal` for a type that cannot be edited, or an edit that changes nothing.
 */
export function deriveEdit(workspace: Workspace, question: QuestionRecord, roles: Roles): EditOutcome {
  const where = { item: question.id };
  const type = findQuestionType(question.task);
  if (type === null) {
    throw new AppError('decision.illegal', `Questions of type "${question.task}" cannot be edited yet; approve or reject them.`, { where });
  }
  const view = { scene: getScene(workspace, question.sceneId), ...getSightings(workspace, question.trajectoryId) };
  const edited = applyEdit({
    type,
    view,
    convention: conventions[question.convention as ConventionName],
    text: question.stored.text,
    newRoles: roles,
    isOpen: question.stored.options.length === 0,
    seedParts: [question.id],
  });
  const content = { text: edited.text, answer: edited.answer, options: [...edited.options], letter: edited.letter, roles: edited.roles };
  const shown = question.edited ?? question.stored;
  if (content.text === shown.text && content.answer === shown.answer) {
    throw new AppError('decision.illegal', 'The edit changes nothing. Choose another object, or approve the question as it is.', { where });
  }
  return {
    content,
    contentHash: sha256Of(JSON.stringify([question.contentHash, content])),
    agreement: 'agree',
    marginScore: edited.derivation.margin.score,
    recordFields: edited.derivation.recordFields,
    listing: listingOfQuestion(view, conventions[question.convention as ConventionName], {
      roles: edited.roles,
      result: edited.derivation,
      agreement: 'agree',
    }),
  };
}
