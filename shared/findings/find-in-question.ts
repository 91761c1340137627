import type { Agreement } from '../api/question-schemas.ts';
import type { Roles } from '../model/question.ts';
import type { Convention } from '../questions/convention.ts';
import type { Derivation, Refusal, TrajectoryView } from '../questions/question-type.ts';
import { indexView } from '../questions/roles/view-index.ts';
import { defaultCloseCallScore } from './close-call.ts';
import { type FindingKind, findingFromRefusal } from './finding-kinds.ts';

/** What lists know of a question beside its answer: its findings, the objects it names and the kinds of rooms these stand in. */
export interface QuestionListing {
  readonly findings: readonly FindingKind[];
  /** Names as the question uses them, without repeats. */
  readonly objects: readonly string[];
  /** Types of the rooms that hold instances of them ("Kitchen"), sorted. */
  readonly rooms: readonly string[];
}

/** A question whose type or objects nobody could read. */
export const unreadableListing: QuestionListing = { findings: ['unreadable'], objects: [], rooms: [] };

/** What lists can say of a question whose roles are known. `result` is what its formula gave for them. */
export function listingOfQuestion(
  view: TrajectoryView,
  convention: Convention,
  judged: { readonly roles: Roles; readonly result: Derivation | Refusal; readonly agreement: Agreement },
): QuestionListing {
  const objects = [...new Set(Object.values(judged.roles))];
  const index = indexView(view, convention);
  const found = objects.map((name) => index.find(name));
  const rooms = new Set<string>();
  for (const objectIndex of found.flatMap((candidate) => candidate?.objectIndices ?? [])) {
    const roomId = view.scene.objects[objectIndex]?.roomId;
    const room = roomId === null ? undefined : view.scene.rooms.find(({ id }) => id === roomId);
    if (room !== undefined) rooms.add(room.roomType);
  }
  const findings: FindingKind[] = [];
  const { result, agreement } = judged;
  if (agreement === 'disagree') findings.push('disagrees');
  if (result.isAnswered && result.margin.score < defaultCloseCallScore) findings.push('close-call');
  if (found.some((candidate) => (candidate?.duplicateIndices.length ?? 0) > 0)) findings.push('duplicates');
  if (found.some((candidate) => (candidate?.doubtfulIndices.length ?? 0) > 0)) findings.push('doubtful-instances');
  if (!result.isAnswered) findings.push(findingFromRefusal(result));
  return { findings, objects, rooms: [...rooms].sort() };
}
