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
import { type OrientedBox, worldAxes } from '../geometry/box.ts';
import { uprightBox } from '../geometry/upright-box.ts';
import type { PlanPoint } from '../geometry/vector.ts';
import type { Opening, Room, Scene, SceneObject, Wall } from '../model/scene.ts';
import { type AssetMesh, type AssetMeshes, addAssetMesh } from './asset-mesh.ts';
import { type Body, bodyFromParts, createBodyGrid } from './bodies.ts';
import type { CompiledStage, Part } from './compiled-stage.ts';
import { addCeiling, addFloor } from './floor-mesh.ts';
import { furnitureParts } from './furniture/furniture.ts';
import { createMeshBuilder, type MeshBuilder } from './mesh-builder.ts';
import { openingOrientedBox, openingParts } from './opening-parts.ts';
import { addParts } from './part-mesh.ts';
import { roomLight } from './room-light.ts';
import { stageInstances } from './stage-instances.ts';
import { bodyLight, type RoomShade, surfaceLight } from './stage-light.ts';
import { type StageDetail, type StageQuality, stageDetails } from './stage-quality.ts';
import { skyColor } from './surface-colors.ts';
import { hashFromText } from './text-hash.ts';
import { addWall } from './wall-mesh.ts';

const maxInstances = 65_535;

/** How a stage is to look. Neither changes an instance id. */
export interface StageOptions {
  /** `medium` unless told. */
  readonly quality?: StageQuality;
  /** Meshes that are drawn in place of the furniture forms, by asset id. */
  readonly meshes?: AssetMeshes;
}

/**
 * Builds the triangles of a house, one chunk per room and one for the outside. The same scene and options give the same bytes.
 * @throws AppError `input.unsupported` when the house has more than 65,535 instances.
 */
export function compileStage(scene: Scene, { quality = 'medium', meshes: assetMeshes = {} }: StageOptions = {}): CompiledStage {
  const instances = stageInstances(scene);
  if (instances.length > maxInstances) {
    throw new AppError('input.unsupported', `The house has ${instances.length} instances; at most ${maxInstances} can be drawn.`, {
      where: { item: scene.id },
    });
  }
  const meshes = new Map<string | null, MeshBuilder>();
  const detail = stageDetails[quality];
  const forms = scene.objects.map((object) => formOf(object, scene, assetMeshes));
  const plan: Plan = {
    scene,
    detail,
    forms,
    shadeByRoom: new Map(scene.rooms.map((room) => [room.id, shadeOf(room, scene, forms, detail)])),
    meshOf: (roomId) => {
      const mesh = meshes.get(roomId) ?? createMeshBuilder();
      meshes.set(roomId, mesh);
      return mesh;
    },
    idOf: new Map(instances.map(({ id }, i) => [id, i + 1])),
  };
  buildWalls(plan);
  buildFloorsAndCeilings(plan);
  buildObjects(plan);
  buildLooseOpenings(plan);
  const chunks = [...meshes].flatMap(([roomId, mesh]) => mesh.build(roomId) ?? []);
  return { chunks, instances, skyColor, colorSamples: detail.colorSamples };
}

/** What is drawn for an object: parts, or a mesh. */
interface Form {
  readonly parts: readonly Part[];
  readonly mesh: AssetMesh | null;
  readonly body: Body;
}

/** What the building steps share. */
interface Plan {
  readonly scene: Scene;
  readonly detail: StageDetail;
  /** In the order of `Scene.objects`. */
  readonly forms: readonly Form[];
  readonly shadeByRoom: ReadonlyMap<string | null, RoomShade>;
  readonly meshOf: (roomId: string | null) => MeshBuilder;
  /** Instance id of structure and of openings that are no scene object. */
  readonly idOf: ReadonlyMap<string, number>;
}

function buildWalls({ scene, detail, shadeByRoom, meshOf, idOf }: Plan): void {
  for (const wall of scene.walls) {
    if (wall.isOpenBoundary) continue;
    const shade = shadeByRoom.get(wall.roomId) ?? null;
    addWall(meshOf(wall.roomId), wall, { openings: scene.openings, rooms: scene.rooms, shade, detail }, idOf.get(wall.id) ?? 0);
  }
}

function buildFloorsAndCeilings({ scene, detail, shadeByRoom, meshOf, idOf }: Plan): void {
  for (const room of scene.rooms) {
    const shade = shadeByRoom.get(room.id) as RoomShade;
    const light = surfaceLight(shade);
    addFloor(meshOf(room.id), room, idOf.get(room.id) ?? 0, light, detail);
    addCeiling(meshOf(room.id), room, shade.ceilingHeightM, idOf.get(`ceiling|${room.id}`) ?? 0, light);
  }
}

function buildObjects({ scene, detail, forms, shadeByRoom, meshOf }: Plan): void {
  for (const [index, object] of scene.objects.entries()) {
    const { roomId } = object;
    const box = drawnBox(object);
    const { parts, mesh, body } = forms[index] as Form;
    if (mesh === null && parts.length === 0) continue;
    const light = bodyLight(box, shadeByRoom.get(roomId) ?? null, body);
    if (mesh === null) addParts(meshOf(roomId), box, parts, index + 1, light, detail);
    else addAssetMesh(meshOf(roomId), box, mesh, index + 1, light);
  }
}

function buildLooseOpenings({ scene, detail, shadeByRoom, meshOf, idOf }: Plan): void {
  const objectIds = new Set(scene.objects.map(({ id }) => id));
  for (const opening of scene.openings) {
    if (objectIds.has(opening.id)) continue;
    const roomId = opening.roomIds[0] ?? null;
    const box = openingOrientedBox(opening);
    const light = bodyLight(box, shadeByRoom.get(roomId) ?? null, null);
    addParts(meshOf(roomId), box, openingParts(opening), idOf.get(opening.id) ?? 0, light, detail);
  }
}

function formOf(object: SceneObject, scene: Scene, meshes: AssetMeshes): Form {
  const { id, assetId, objectType } = object;
  const box = drawnBox(object);
  if (!isDrawable(box)) return { parts: [], mesh: null, body: bodyFromParts(nowhere, []) };
  const opening = scene.openings.find((candidate) => candidate.id === id);
  if (opening !== undefined) {
    const parts = openingParts(opening);
    return { parts, mesh: null, body: bodyFromParts(box, parts) };
  }
  const { parts } = furnitureParts(objectType, box.sizeM, hashFromText(assetId || id));
  // A mesh of unknown inside shades its surroundings as the form would.
  return { parts, mesh: Object.hasOwn(meshes, assetId) ? (meshes[assetId] as AssetMesh) : null, body: bodyFromParts(box, parts) };
}

/** An object without an asset comes from a scan or a list of boxes, whose axes may be in any order. */
function drawnBox({ assetId, orientedBox }: SceneObject): OrientedBox {
  return assetId === '' ? uprightBox(orientedBox) : orientedBox;
}

/** Imported boxes may hold anything; one without a body is left out, so that everything else can still be drawn. */
function isDrawable({ centerM, sizeM, axes }: OrientedBox): boolean {
  return [...centerM, ...axes.flat()].every(Number.isFinite) && sizeM.every((lengthM) => lengthM > 0 && Number.isFinite(lengthM));
}

/** Stands for the box of what has no body. */
const nowhere: OrientedBox = { centerM: [0, -1000, 0], sizeM: [0, 0, 0], axes: worldAxes };

/** Shade comes from solid walls and from everything in the room but the smallest things, whose shade would be finer than any mesh. */
function shadeOf(room: Room, scene: Scene, forms: readonly Form[], { isShaded }: StageDetail): RoomShade {
  const walls = scene.walls.filter(({ roomId }) => roomId === room.id);
  const inRoom = [...scene.objects.keys()].filter((i) => scene.objects[i]?.roomId === room.id);
  const openingIds = new Set(scene.openings.map(({ id }) => id));
  const bodies = inRoom
    .filter((i) => !openingIds.has(scene.objects[i]?.id ?? ''))
    .map((i) => (forms[i] as Form).body)
    .filter(({ box }) => Math.max(...box.sizeM) > 0.12);
  return {
    edgesM: walls.filter(({ isOpenBoundary }) => !isOpenBoundary).flatMap((wall) => solidPieces(wall, scene.openings)),
    bodies: createBodyGrid(isShaded ? bodies : []),
    ceilingHeightM: Math.max(0.1, ...walls.map(({ heightM }) => heightM), walls.length === 0 ? scene.ceilingHeightM : 0),
    light: roomLight(
      room,
      scene.openings,
      inRoom.map((i) => scene.objects[i] as SceneObject).filter(({ orientedBox }) => isDrawable(orientedBox)),
    ),
    isShaded,
  };
}

/** What a wall's open doors leave of its line. */
function solidPieces({ id, startM, endM }: Wall, openings: readonly Opening[]): (readonly [PlanPoint, PlanPoint])[] {
  const lengthM = Math.hypot(endM[0] - startM[0], endM[1] - startM[1]);
  if (lengthM === 0) return [];
  const [dx, dz] = [(endM[0] - startM[0]) / lengthM, (endM[1] - startM[1]) / lengthM];
  const along = ([x, z]: PlanPoint): number => (x - startM[0]) * dx + (z - startM[1]) * dz;
  const pointAt = (u: number): PlanPoint => [startM[0] + dx * u, startM[1] + dz * u];
  const gaps = openings
    .filter(({ kind, openness, wallIds }) => kind === 'door' && openness > 0 && wallIds.includes(id))
    .map((door) => [along(door.startM), along(door.endM)].sort((a, b) => a - b) as [number, number])
    .sort((a, b) => a[0] - b[0]);
  const pieces: (readonly [PlanPoint, PlanPoint])[] = [];
  let fromM = 0;
  for (const [startU, endU] of [...gaps, [lengthM, lengthM]] as const) {
    if (startU > fromM + 1e-6) pieces.push([pointAt(fromM), pointAt(Math.min(lengthM, startU))]);
    fromM = Math.max(fromM, endU);
  }
  return pieces;
}
