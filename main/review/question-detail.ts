import type { QuestionDetail } from '../../shared/api/index.ts';
import type { Decision } from '../../shared/model/decision.ts';
import { decisionsOfQuestion } from '../store/decisions.ts';
import { getQuestionRecord, type QuestionRecord } from '../store/questions.ts';
import type { Workspace } from '../store/workspace.ts';

/** Everything the question card shows. @throws AppError `not-found`. */
export function getQuestionDetail(workspace: Workspace, id: string): QuestionDetail {
  return detailFromRecord(getQuestionRecord(workspace, id), decisionsOfQuestion(workspace, id));
}

/** The card of a question whose rows are already read; `history` oldest first. */
export function detailFromRecord(question: QuestionRecord, history: Decision[]): QuestionDetail {
  return {
    id: question.id,
    task: question.task,
    sceneId: question.sceneId,
    trajectoryId: question.trajectoryId,
    convention: question.convention,
    stored: question.stored,
    current: question.edited ?? question.stored,
    contentHash: question.currentHash,
    verdict: question.verdict,
    isFlagged: question.isFlagged,
    agreement: question.currentAgreement,
    marginScore: question.currentMarginScore,
    geometry: question.geometry,
    source: { file: question.sourcePath, line: question.line },
    history,
  };
}
