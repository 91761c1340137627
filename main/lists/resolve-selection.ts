import type { Selection } from '../../shared/api/index.ts';
import { seqOfQuestion } from '../store/list-rows.ts';
import type { Workspace } from '../store/workspace.ts';
import type { QuestionLists } from './question-lists.ts';

/** The `seq` of every selected question, in the order of the list; ids that the workspace does not have are passed over. */
export async function resolveSelection(workspace: Workspace, lists: QuestionLists, selection: Selection): Promise<number[]> {
  const seqsOf = (ids: readonly string[]) => ids.flatMap((id) => seqOfQuestion(workspace, id) ?? []);
  if ('ids' in selection) return seqsOf(selection.ids);
  const left = new Set(seqsOf(selection.except));
  return [...(await lists.seqs(selection.list))].filter((seq) => !left.has(seq));
}
