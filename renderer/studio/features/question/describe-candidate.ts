import type { Scene } from '../../../../shared/model/scene.ts';
import type { Candidate } from '../../../../shared/questions/question-type.ts';
import { sceneCategories } from '../../../../shared/questions/roles/view-index.ts';
import { openTurn } from '../../../../shared/questions/route-plan/route.ts';
import { roomName } from '../map/room-name.ts';

/** Where a candidate is and when it is first shown clearly: "Kitchen · frame 12 · 3 of them". Undefined is a stored name that is none. */
export function describeCandidate(candidate: Candidate | undefined, scene: Scene): string {
  if (candidate === undefined) return 'stored, but may not be asked about';
  const { name, objectIndices, firstSalientFrame, doubtfulIndices } = candidate;
  if (name === openTurn) return 'a turn to be named';
  if (objectIndices.length === 0) return sceneCategories(scene).has(name) ? 'in this scene, never shown clearly' : 'not in this scene';
  const rooms = new Set(
    objectIndices.flatMap((index) => scene.rooms.find(({ id }) => id === scene.objects[index]?.roomId)?.roomType ?? []),
  );
  const parts = [
    [...rooms].map(roomName).join(', '),
    firstSalientFrame === null ? '' : `frame ${firstSalientFrame}`,
    objectIndices.length > 1 ? `${objectIndices.length} of them` : '',
    doubtfulIndices.length > 0 ? `${doubtfulIndices.length} more barely visible` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ') || 'in this scene';
}
