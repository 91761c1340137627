/**
 * The scene compiler: a house as merged, lit triangles that every renderer draws alike.
 *
 * Winding, decided here once: for a triangle a, b, c of the index list the numeric cross product (b - a) x (c - a) points out of
 * its front. The world is left-handed, so seen from the front its corners run clockwise, in the image too: WebGL culls with
 * `frontFace(CW)`, `cullFace(BACK)`. Back faces must be culled: the two faces of a wall between rooms lie in one plane.
 *
 * Instance ids: scene objects come first, so id = index in `Scene.objects` + 1; then drawn walls, floors, ceilings, and
 * openings that are no scene object.
 */
import { AppError } from '../errors.ts';
import type { PlanPoint } from '../geometry/vector.ts';
import type { Opening, Room, Scene, SceneObject } from '../model/scene.ts';
import type { CompiledStage, StageInstance } from './compiled-stage.ts';
import { addCeiling, addFloor } from './floor-mesh.ts';
import { furnitureParts } from './furniture/furniture.ts';
import { createMeshBuilder, type MeshBuilder } from './mesh-builder.ts';
import { openingOrientedBox, openingParts } from './opening-parts.ts';
import { addParts } from './part-mesh.ts';
import { bodyLight, ceilingLight, floorLight, type RoomShade } from './stage-light.ts';
import { skyColor } from './surface-colors.ts';
import { hashFromText } from './text-hash.ts';
import { addWall } from './wall-mesh.ts';

const maxInstances = 65_535;

/**
 * Builds the triangles of a house, one chunk per room and one for the outside. The same scene gives the same bytes.
 * @throws AppError `input.unsupported` when the house has more than 65,535 instances.
 */
export function compileStage(scene: Scene): CompiledStage {
  const instances = scene.objects.map(instanceFromObject);
  const meshes = new Map<string | null, MeshBuilder>();
  const plan: Plan = {
    scene,
    shadeByRoom: new Map(scene.rooms.map((room) => [room.id, shadeOf(room, scene)])),
    meshOf: (roomId) => {
      const mesh = meshes.get(roomId) ?? createMeshBuilder();
      meshes.set(roomId, mesh);
      return mesh;
    },
    addInstance: (instance) => instances.push(instance),
  };
  buildWalls(plan);
  buildFloorsAndCeilings(plan);
  buildObjects(plan);
  buildLooseOpenings(plan);
  if (instances.length > maxInstances) {
    throw new AppError('input.unsupported', `The house has ${instances.length} instances; at most ${maxInstances} can be drawn.`, {
      where: { item: scene.id },
    });
  }
  const chunks = [...meshes].flatMap(([roomId, mesh]) => mesh.build(roomId) ?? []);
  return { chunks, instances, skyColor };
}

/** What the building steps share. */
interface Plan {
  readonly scene: Scene;
  readonly shadeByRoom: ReadonlyMap<string, RoomShade>;
  readonly meshOf: (roomId: string | null) => MeshBuilder;
  /** Returns the new instance's id. */
  readonly addInstance: (instance: StageInstance) => number;
}

function buildWalls({ scene, shadeByRoom, meshOf, addInstance }: Plan): void {
  for (const wall of scene.walls) {
    if (wall.isOpenBoundary) continue;
    const instanceId = addInstance({ id: wall.id, kind: 'wall', objectType: 'Wall', objectIndex: null });
    const shade = wall.roomId === null ? null : (shadeByRoom.get(wall.roomId) ?? null);
    addWall(meshOf(wall.roomId), wall, scene.openings, scene.rooms, shade, instanceId);
  }
}

function buildFloorsAndCeilings({ scene, shadeByRoom, meshOf, addInstance }: Plan): void {
  for (const room of scene.rooms) {
    const shade = shadeByRoom.get(room.id) as RoomShade;
    const floorId = addInstance({ id: room.id, kind: 'floor', objectType: 'Floor', objectIndex: null });
    addFloor(meshOf(room.id), room, floorId, floorLight(shade));
    const ceilingId = addInstance({ id: `ceiling|${room.id}`, kind: 'ceiling', objectType: 'Ceiling', objectIndex: null });
    addCeiling(meshOf(room.id), room, shade.ceilingHeightM, ceilingId, ceilingLight(shade));
  }
}

function buildObjects({ scene, meshOf }: Plan): void {
  const openings = new Map(scene.openings.map((opening) => [opening.id, opening]));
  for (const [index, object] of scene.objects.entries()) {
    const opening = openings.get(object.id);
    const mesh = meshOf(object.roomId);
    if (opening !== undefined) buildOpening(mesh, opening, index + 1);
    else addFurniture(mesh, object, index + 1);
  }
}

function addFurniture(mesh: MeshBuilder, { id, assetId, objectType, orientedBox: box }: SceneObject, instanceId: number): void {
  const { parts } = furnitureParts(objectType, box.sizeM, hashFromText(assetId || id));
  addParts(mesh, box, parts, instanceId, bodyLight(box));
}

function buildLooseOpenings({ scene, meshOf, addInstance }: Plan): void {
  const objectIds = new Set(scene.objects.map(({ id }) => id));
  for (const opening of scene.openings) {
    if (objectIds.has(opening.id)) continue;
    const instanceId = addInstance({ id: opening.id, kind: 'object', objectType: opening.objectType, objectIndex: null });
    buildOpening(meshOf(opening.roomIds[0] ?? null), opening, instanceId);
  }
}

function buildOpening(mesh: MeshBuilder, opening: Opening, instanceId: number): void {
  const box = openingOrientedBox(opening);
  addParts(mesh, box, openingParts(opening), instanceId, bodyLight(box));
}

function instanceFromObject({ id, objectType }: SceneObject, objectIndex: number): StageInstance {
  return { id, kind: 'object', objectType, objectIndex };
}

/** Shade comes from solid walls and from what stands on the floor; small objects' would be finer than the mesh. */
function shadeOf(room: Room, scene: Scene): RoomShade {
  const walls = scene.walls.filter(({ roomId }) => roomId === room.id);
  const solid = walls.filter(({ isOpenBoundary }) => !isOpenBoundary);
  const openingIds = new Set(scene.openings.map(({ id }) => id));
  const isStanding = ({ id, orientedBox: { centerM, sizeM } }: SceneObject): boolean =>
    !openingIds.has(id) && centerM[1] - sizeM[1] / 2 < 0.25 && Math.max(sizeM[0], sizeM[2]) > 0.15;
  return {
    edgesM: solid.map(({ startM, endM }): readonly [PlanPoint, PlanPoint] => [startM, endM]),
    boxes: scene.objects.filter((object) => object.roomId === room.id && isStanding(object)).map(({ orientedBox }) => orientedBox),
    ceilingHeightM: Math.max(0.1, ...walls.map(({ heightM }) => heightM), walls.length === 0 ? scene.ceilingHeightM : 0),
  };
}
