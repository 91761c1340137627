import type { Scene } from '../model/scene.ts';
import type { StageInstance } from './compiled-stage.ts';

/**
 * What the instance ids of a scene stand for, position = id - 1, without building anything. Scene objects come first, so id = index in
 * `Scene.objects` + 1; then drawn walls, floors and ceilings by room, and openings that are no scene object.
 */
export function stageInstances(scene: Scene): StageInstance[] {
  const objectIds = new Set(scene.objects.map(({ id }) => id));
  const structure = (id: string, kind: 'wall' | 'floor' | 'ceiling', objectType: string): StageInstance => ({
    id,
    kind,
    objectType,
    objectIndex: null,
  });
  return [
    ...scene.objects.map(({ id, objectType }, objectIndex): StageInstance => ({ id, kind: 'object', objectType, objectIndex })),
    ...scene.walls.filter(({ isOpenBoundary }) => !isOpenBoundary).map(({ id }) => structure(id, 'wall', 'Wall')),
    ...scene.rooms.flatMap(({ id }) => [structure(id, 'floor', 'Floor'), structure(`ceiling|${id}`, 'ceiling', 'Ceiling')]),
    ...scene.openings
      .filter(({ id }) => !objectIds.has(id))
      .map(({ id, objectType }): StageInstance => ({ id, kind: 'object', objectType, objectIndex: null })),
  ];
}
