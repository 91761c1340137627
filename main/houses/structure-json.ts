import { polygonCentroid } from '../../shared/geometry/polygon.ts';
import type { PlanPoint, Vec3 } from '../../shared/geometry/vector.ts';
import type { HousePlan, PlacedObject, PlannedHouse, PlannedOpening, PlannedRoom } from './house-plan.ts';
import { type WallFace, wallFaces } from './wall-faces.ts';

/** A JSON object of the house's file. */
export type HouseJson = Readonly<Record<string, unknown>>;

const outerWallMaterial = 'WallDrywallWhite2';
/** AI2-THOR lights only what shares a light's layer, and has four of them. */
const layerCount = 4;

/** All of a house's JSON but its metadata: that holds the agent's start, which depends on where the rest stands. */
export function structureJson({ plan, objects }: PlannedHouse): HouseJson {
  const faces = wallFaces(plan);
  const openings = (kind: PlannedOpening['kind']): HouseJson[] =>
    plan.openings.filter((opening) => opening.kind === kind).map((opening) => openingJson(opening, faces));
  return {
    doors: openings('door'),
    objects: objectsJson(objects, plan),
    proceduralParameters: parametersJson(plan),
    rooms: plan.rooms.map((room) => roomJson(room, plan)),
    walls: faces.flatMap((face) => wallJson(face, plan)),
    windows: openings('window'),
  };
}

function roomJson(room: PlannedRoom, plan: HousePlan): HouseJson {
  return {
    ceilings: [],
    children: [],
    floorMaterial: { name: room.floorMaterial },
    floorPolygon: room.outlineM.map((point) => pointJson(point, 0)),
    id: room.id,
    layer: layerOf(room.id, plan),
    roomType: room.roomType,
  };
}

/** The inner face, and for an outer wall the face that is seen from outside. */
function wallJson(face: WallFace, plan: HousePlan): HouseJson[] {
  const { roomId, behindId, startM, endM } = face;
  const h = plan.ceilingHeightM;
  const material = plan.rooms.find(({ id }) => id === roomId)?.wallMaterial;
  const layer = layerOf(roomId, plan);
  const inner = {
    id: wallId(face),
    layer,
    material: { name: material },
    polygon: [pointJson(startM, 0), pointJson(endM, 0), pointJson(startM, h), pointJson(endM, h)],
    roomId,
  };
  if (behindId !== null) return [inner];
  const polygon = [pointJson(endM, h), pointJson(startM, h), pointJson(endM, 0), pointJson(startM, 0)];
  return [inner, { id: outerWallId(face), layer, material: { name: outerWallMaterial }, polygon, roomId }];
}

function openingJson(opening: PlannedOpening, faces: readonly WallFace[]): HouseJson {
  const [roomId, otherId = roomId] = opening.roomIds;
  const face = faces.find((candidate) => candidate.roomId === roomId && liesOn(opening, candidate));
  const wall0 = face === undefined ? null : wallId(face);
  const back = faces.find((candidate) => candidate.roomId === otherId && candidate !== face && liesOn(opening, candidate));
  const wall1 = back !== undefined ? wallId(back) : face?.behindId === null ? outerWallId(face) : null;
  const alongM = face === undefined ? [0, 0] : [opening.startM, opening.endM].map((point) => distanceM(face.startM, point));
  const [fromM, toM] = [Math.min(...alongM), Math.max(...alongM)];
  const { id, assetId, bottomM, topM, openness } = opening;
  return {
    assetId,
    assetPosition: { x: (fromM + toM) / 2, y: (bottomM + topM) / 2, z: 0 },
    holePolygon: [
      { x: fromM, y: bottomM, z: 0 },
      { x: toM, y: topM, z: 0 },
    ],
    id,
    ...(opening.kind === 'door' ? { openable: openness > 0, openness } : {}),
    room0: roomId,
    room1: otherId,
    wall0,
    wall1,
  };
}

/** Both ends on the face, to a tenth of a millimetre. */
function liesOn({ startM, endM }: PlannedOpening, face: WallFace): boolean {
  const lengthM = distanceM(face.startM, face.endM);
  return [startM, endM].every((point) => distanceM(face.startM, point) + distanceM(point, face.endM) < lengthM + 1e-4);
}

function objectsJson(objects: readonly PlacedObject[], plan: HousePlan): HouseJson[] {
  const known = new Set(objects.map(({ id }) => id));
  const toJson = (object: PlacedObject): HouseJson => {
    const children = objects.filter(({ parentId }) => parentId === object.id).map(toJson);
    return {
      assetId: object.assetId,
      ...(children.length > 0 ? { children } : {}),
      id: object.id,
      // Furniture stays where it is; what lies on it may be moved.
      kinematic: object.parentId === null,
      layer: layerOf(object.roomId, plan),
      position: vectorJson(object.positionM),
      rotation: { x: 0, y: object.yawDeg, z: 0 },
    };
  };
  return objects.filter(({ parentId }) => parentId === null || !known.has(parentId)).map(toJson);
}

function parametersJson(plan: HousePlan): HouseJson {
  const shadow = { type: 'Soft', strength: 1, normalBias: 0, bias: 0.05, nearPlane: 0.2, resolution: 'FromQualitySettings' };
  const sun = {
    id: 'DirectionalLight',
    type: 'directional',
    position: { x: 0.84, y: 0.1855, z: -1.09 },
    rotation: { x: 66, y: 75, z: 0 },
    intensity: 1,
    indirectMultiplier: 1,
    rgb: { r: 1, g: 1, b: 1 },
    shadow,
  };
  const lamps = plan.rooms.map((room) => ({
    id: `light_${numberOf(room.id)}`,
    type: 'point',
    position: pointJson(polygonCentroid(room.outlineM), plan.ceilingHeightM - 0.2),
    intensity: 0.45,
    range: 15,
    rgb: { r: 1, g: 0.855, b: 0.722 },
    layer: layerOf(room.id, plan),
    cullingMaskOff: Array.from({ length: layerCount }, (_, k) => `Procedural${k}`).filter((layer) => layer !== layerOf(room.id, plan)),
    shadow,
  }));
  return {
    ceilingMaterial: { name: 'PureWhite' },
    floorColliderThickness: 1,
    lights: [sun, ...lamps],
    receptacleHeight: 0.7,
    reflections: [],
    skyboxId: 'SkyGarden',
  };
}

function wallId(face: WallFace): string {
  return `wall|${numberOf(face.roomId)}|${cornersOf(face)}`;
}

function outerWallId(face: WallFace): string {
  return `wall|exterior|${cornersOf(face)}`;
}

/** The lesser corner first, so that both faces of a wall carry the same numbers. */
function cornersOf({ startM, endM }: WallFace): string {
  const [low, high] = [0, 1].map((end) => [0, 1].map((k) => (end === 0 ? Math.min : Math.max)(startM[k] as number, endM[k] as number)));
  return [...(low ?? []), ...(high ?? [])].map((value) => value.toFixed(2)).join('|');
}

function numberOf(roomId: string): string {
  return roomId.split('|')[1] ?? roomId;
}

function layerOf(roomId: string, { rooms }: HousePlan): string {
  return `Procedural${
    Math.max(
      0,
      rooms.findIndex(({ id }) => id === roomId),
    ) % layerCount
  }`;
}

function distanceM(a: PlanPoint, b: PlanPoint): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** A plan point at a height, as houses write points. */
export function pointJson([x, z]: PlanPoint, y: number): HouseJson {
  return { x, y, z };
}

function vectorJson([x, y, z]: Vec3): HouseJson {
  return { x, y, z };
}
