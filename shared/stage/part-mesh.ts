import { axesFromEulerDeg, type OrientedBox, worldAxes } from '../geometry/box.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { Part } from './compiled-stage.ts';
import { faceBit, hiddenFaces } from './hidden-faces.ts';
import type { Light, MeshBuilder } from './mesh-builder.ts';
import type { StageDetail } from './stage-quality.ts';
import { addCutTop, hasCutTop } from './top-mesh.ts';

/** A unit body: corners within -0.5 to 0.5, outward normals, triangles with their numeric cross product pointing outwards. */
interface UnitMesh {
  readonly positions: readonly Vec3[];
  readonly normals: readonly Vec3[];
  readonly indices: readonly number[];
}

/** Adds an object's parts, given in the frame of its box, to a mesh, without the faces that nobody can see. */
export function addParts(
  mesh: MeshBuilder,
  box: OrientedBox,
  parts: readonly Part[],
  instanceId: number,
  light: Light,
  detail: StageDetail,
): void {
  const hidden = hiddenFaces(box, parts);
  const top = faceBit(1, 1);
  for (const [i, part] of parts.entries()) {
    const bits = hidden[i] ?? 0;
    const isCut = (bits & top) === 0 && hasCutTop(box, part, detail);
    addPart(mesh, box, part, isCut ? bits | top : bits, instanceId, light);
    if (isCut) addCutTop(mesh, box, part, instanceId, light, detail);
  }
}

function addPart(mesh: MeshBuilder, box: OrientedBox, part: Part, hidden: number, instanceId: number, light: Light): void {
  const unit = unitMeshOf(part, hidden);
  if (unit.indices.length === 0) return;
  const [rx, ry, rz] = part.rotationDeg ?? [0, 0, 0];
  const partAxes = part.rotationDeg === undefined ? worldAxes : axesFromEulerDeg({ x: rx, y: ry, z: rz });
  const axes = [0, 1, 2].map((k) => rotate(box.axes, partAxes[k] as Vec3)) as [Vec3, Vec3, Vec3];
  const offset = rotate(box.axes, part.centerM);
  const [cx, cy, cz] = [box.centerM[0] + offset[0], box.centerM[1] + offset[1], box.centerM[2] + offset[2]];
  const [sx, sy, sz] = part.sizeM;
  const first = unit.positions.map((p, i) => {
    const place = rotate(axes, [p[0] * sx, p[1] * sy, p[2] * sz]);
    const n = unit.normals[i] as Vec3;
    const normal = unitVector(rotate(axes, [n[0] / Math.max(sx, 1e-6), n[1] / Math.max(sy, 1e-6), n[2] / Math.max(sz, 1e-6)]));
    return mesh.addVertex([cx + place[0], cy + place[1], cz + place[2]], normal, part.color, instanceId, light);
  })[0] as number;
  const { indices } = unit;
  for (let i = 0; i < indices.length; i += 3) {
    mesh.addTriangle(first + (indices[i] as number), first + (indices[i + 1] as number), first + (indices[i + 2] as number));
  }
}

function rotate(axes: OrientedBox['axes'], v: Vec3): Vec3 {
  const [x, y, z] = axes;
  return [x[0] * v[0] + y[0] * v[1] + z[0] * v[2], x[1] * v[0] + y[1] * v[1] + z[1] * v[2], x[2] * v[0] + y[2] * v[1] + z[2] * v[2]];
}

function unitVector(v: Vec3): Vec3 {
  const size = Math.hypot(v[0], v[1], v[2]) || 1;
  return [v[0] / size, v[1] / size, v[2] / size];
}

/** Round bodies get as many sides as their size can show: a cup does not need a table's sixteen. */
function sidesOf({ sizeM }: Part): number {
  const widthM = Math.max(sizeM[0], sizeM[2]);
  if (widthM < 0.05) return 6;
  if (widthM < 0.2) return 10;
  return widthM < 0.5 ? 12 : 16;
}

const unitMeshes = new Map<string, UnitMesh>();

function unitMeshOf(part: Part, hidden: number): UnitMesh {
  const key = part.shape === 'box' ? `box-${hidden}` : `${part.shape}-${sidesOf(part)}-${hidden}`;
  const known = unitMeshes.get(key);
  if (known !== undefined) return known;
  const made =
    part.shape === 'box'
      ? unitBox(hidden)
      : part.shape === 'sphere'
        ? unitSphere(sidesOf(part))
        : unitCone(sidesOf(part), part.shape, hidden);
  unitMeshes.set(key, made);
  return made;
}

/** `hidden`: one bit per face in the order of {@link hiddenFaces}. */
function unitBox(hidden: number): UnitMesh {
  const positions: Vec3[] = [];
  const normals: Vec3[] = [];
  const indices: number[] = [];
  for (const axis of [0, 1, 2] as const) {
    for (const sign of [1, -1] as const) {
      if ((hidden & faceBit(axis, sign)) !== 0) continue;
      const first = positions.length;
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      for (const [a, b] of [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ] as const) {
        const corner: [number, number, number] = [0, 0, 0];
        corner[axis] = sign / 2;
        corner[u] = (a * sign) / 2;
        corner[v] = b / 2;
        positions.push(corner);
        const normal: [number, number, number] = [0, 0, 0];
        normal[axis] = sign;
        normals.push(normal);
      }
      indices.push(first, first + 1, first + 2, first, first + 2, first + 3);
    }
  }
  return { positions, normals, indices };
}

/** A cylinder, or a cone with its tip at +y; sides smooth, caps flat. */
function unitCone(sides: number, shape: 'cylinder' | 'cone', hidden: number): UnitMesh {
  const topRadius = shape === 'cone' ? 0 : 0.5;
  const slope = shape === 'cone' ? 0.5 : 0;
  const mesh = { positions: [] as Vec3[], normals: [] as Vec3[], indices: [] as number[] };
  for (let i = 0; i <= sides; i++) {
    const [x, z] = circlePoint(i, sides);
    mesh.positions.push([x * 0.5, -0.5, z * 0.5], [x * topRadius, 0.5, z * topRadius]);
    mesh.normals.push([x, slope, z], [x, slope, z]);
  }
  for (let i = 0; i < sides; i++) {
    const [low, high, nextLow, nextHigh] = [2 * i, 2 * i + 1, 2 * i + 2, 2 * i + 3];
    mesh.indices.push(low, high, nextLow);
    if (shape === 'cylinder') mesh.indices.push(nextLow, high, nextHigh);
  }
  if ((hidden & faceBit(1, -1)) === 0) addCap(mesh, sides, -1);
  if (shape === 'cylinder' && (hidden & faceBit(1, 1)) === 0) addCap(mesh, sides, 1);
  return mesh;
}

function addCap(mesh: { positions: Vec3[]; normals: Vec3[]; indices: number[] }, sides: number, sign: 1 | -1): void {
  const first = mesh.positions.length;
  for (let i = 0; i < sides; i++) {
    const [x, z] = circlePoint(i, sides);
    mesh.positions.push([x * 0.5, sign * 0.5, z * 0.5]);
    mesh.normals.push([0, sign, 0]);
  }
  for (let i = 2; i < sides; i++) mesh.indices.push(first, ...(sign > 0 ? [first + i, first + i - 1] : [first + i - 1, first + i]));
}

function unitSphere(sides: number): UnitMesh {
  const rings = Math.max(4, Math.round(sides * 0.6));
  const mesh = { positions: [] as Vec3[], normals: [] as Vec3[], indices: [] as number[] };
  for (let ring = 0; ring <= rings; ring++) {
    const polar = (ring / rings) * Math.PI;
    const [y, radius] = [-Math.cos(polar), ring === 0 || ring === rings ? 0 : Math.sin(polar)];
    for (let i = 0; i <= sides; i++) {
      const [x, z] = circlePoint(i, sides);
      mesh.positions.push([x * radius * 0.5, y * 0.5, z * radius * 0.5]);
      mesh.normals.push([x * radius, y, z * radius]);
    }
  }
  for (let ring = 0; ring < rings; ring++) {
    for (let i = 0; i < sides; i++) {
      const low = ring * (sides + 1) + i;
      const high = low + sides + 1;
      if (ring < rings - 1) mesh.indices.push(low, high, high + 1);
      if (ring > 0) mesh.indices.push(low, high + 1, low + 1);
    }
  }
  return mesh;
}

/** Point `i` of `sides` on the unit circle in x and z; the last repeats the first exactly, so that seams close. */
function circlePoint(i: number, sides: number): [x: number, z: number] {
  const angle = ((i % sides) / sides) * 2 * Math.PI;
  return [Math.cos(angle), Math.sin(angle)];
}
