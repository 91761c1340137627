import { readFile } from 'node:fs/promises';
import { type Document, type JSONDocument, type Material, type Node, type Primitive, WebIO } from '@gltf-transform/core';
import { AppError } from '../../../shared/errors.ts';
import { openError } from '../procthor/open-error.ts';
import { surfacePainter } from './glb-colors.ts';

/** The triangles of a GLB in our asset frame (x right, y up, z front), in the file's own units. */
export interface GlbTriangles {
  /** x, y, z per vertex. */
  readonly positions: readonly number[];
  /** Unit normals. */
  readonly normals: readonly number[];
  /** sRGB red, green, blue per vertex, 0-255. */
  readonly colors: readonly number[];
  /** Front faces have their numeric cross product pointing outwards. */
  readonly indices: readonly number[];
}

/** More triangles than this make a house slow to draw, whatever they show. */
export const maxTriangles = 50_000;

/** What we can do without: looks that vertex colours cannot carry, and packings that the reader unpacks by itself. */
const harmlessExtensions =
  /^(KHR_materials_|KHR_texture_transform$|KHR_mesh_quantization$|KHR_lights_|EXT_texture_webp$|KHR_texture_basisu$)/;
const trianglesMode = 4;

/**
 * Reads a GLB into plain triangles: node transforms applied, colours of base colour, texture and vertices multiplied into the vertices.
 * No network, no decoders: Draco and meshopt are refused by name.
 * @throws AppError `file.missing`, `file.unreadable`, `file.malformed` (not a sound GLB), `input.unsupported` (compressed, no triangles, too many).
 */
export async function readGlb(file: string): Promise<GlbTriangles> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw openError(file, cause);
  });
  const where = { file };
  let document: Document;
  try {
    const io = new WebIO();
    const json = await io.binaryToJSON(bytes);
    refuseUnknownExtensions(json, file);
    document = await io.readJSON(json);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('file.malformed', `${file} is not a sound GLB file: ${reasonOf(cause)}.`, { where, cause });
  }
  try {
    return trianglesOf(document, file);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('file.malformed', `The geometry in ${file} is broken: ${reasonOf(cause)}.`, { where, cause });
  }
}

function refuseUnknownExtensions({ json }: JSONDocument, file: string): void {
  const unknown = (json.extensionsRequired ?? []).find((name) => !harmlessExtensions.test(name));
  if (unknown === undefined) return;
  const message = `${file} needs the glTF extension ${unknown}, which is not read here. Export the model without compression.`;
  throw new AppError('input.unsupported', message, { where: { file } });
}

function trianglesOf(document: Document, file: string): GlbTriangles {
  const out = { positions: [] as number[], normals: [] as number[], colors: [] as number[], indices: [] as number[] };
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  const nodes: Node[] = [];
  scene?.traverse((node) => nodes.push(node));
  const parts = nodes.flatMap((node) => (node.getMesh()?.listPrimitives() ?? []).map((primitive) => ({ node, primitive })));
  const drawn = parts.filter(({ primitive }) => primitive.getMode() === trianglesMode && primitive.getAttribute('POSITION') !== null);
  const count = drawn.reduce((sum, { primitive }) => sum + cornerCount(primitive) / 3, 0);
  if (count === 0) throw new AppError('input.unsupported', `${file} holds no triangles.`, { where: { file } });
  if (count > maxTriangles) {
    const message = `${file} has ${Math.round(count)} triangles; at most ${maxTriangles} are drawn. Simplify the model.`;
    throw new AppError('input.unsupported', message, { where: { file } });
  }
  const painters = new Map<Material | null, ReturnType<typeof surfacePainter>>();
  for (const { node, primitive } of drawn) {
    const material = primitive.getMaterial();
    const paint = painters.get(material) ?? surfacePainter(material);
    painters.set(material, paint);
    // A sheet seen from both sides needs both, because back faces are never drawn.
    const isTwoSided = material?.getDoubleSided() === true && 2 * count <= maxTriangles;
    addPrimitive(out, node, primitive, paint, isTwoSided);
  }
  return out;
}

interface Growing {
  readonly positions: number[];
  readonly normals: number[];
  readonly colors: number[];
  readonly indices: number[];
}

/** Triangle by triangle, without shared vertices where the file has no normals, so that its edges stay sharp. */
function addPrimitive(out: Growing, node: Node, primitive: Primitive, paint: ReturnType<typeof surfacePainter>, isTwoSided: boolean): void {
  const matrix = node.getWorldMatrix();
  const positions = primitive.getAttribute('POSITION');
  const normals = primitive.getAttribute('NORMAL');
  const indices = primitive.getIndices();
  if (positions === null) return;
  const isMirrored = determinant(matrix) < 0;
  const corners = cornerCount(primitive);
  const made = new Map<number, number>();
  const element = [0, 0, 0];
  const addVertex = (source: number, normal: readonly number[]): number => {
    positions.getElement(source, element);
    const [x, y, z] = transformed(matrix, element, 1);
    if (![x, y, z].every(Number.isFinite)) throw new Error(`vertex ${source} has no place`);
    // glTF is right-handed with +x to the left of an asset that looks along +z.
    out.positions.push(-x, y, z);
    out.normals.push(-(normal[0] ?? 0), normal[1] ?? 0, normal[2] ?? 0);
    out.colors.push(...paint(primitive, source));
    return out.positions.length / 3 - 1;
  };
  for (let i = 0; i + 2 < corners; i += 3) {
    const sources = [0, 1, 2].map((k) => (indices === null ? i + k : indices.getScalar(i + k)));
    if (sources.some((source) => !(source < positions.getCount()))) throw new Error(`triangle ${i / 3} uses a vertex that is not there`);
    const flat =
      normals === null
        ? faceNormal(
            sources.map((s) => transformed(matrix, positions.getElement(s, []), 1)),
            isMirrored,
          )
        : null;
    const [a, b, c] = sources.map((source) => {
      const known = flat === null ? made.get(source) : undefined;
      const vertex = known ?? addVertex(source, flat ?? unit(transformed(matrix, normals?.getElement(source, []) ?? [0, 1, 0], 0)));
      if (flat === null) made.set(source, vertex);
      return vertex;
    }) as [number, number, number];
    if (isMirrored) out.indices.push(a, b, c);
    else out.indices.push(a, c, b);
    if (isTwoSided) addBack(out, isMirrored ? [a, c, b] : [a, b, c]);
  }
}

function addBack(out: Growing, corners: readonly number[]): void {
  for (const corner of corners) {
    const o = 3 * corner;
    out.positions.push(...out.positions.slice(o, o + 3));
    out.normals.push(...out.normals.slice(o, o + 3).map((v) => -v));
    out.colors.push(...out.colors.slice(o, o + 3));
    out.indices.push(out.positions.length / 3 - 1);
  }
}

function cornerCount(primitive: Primitive): number {
  return (primitive.getIndices() ?? primitive.getAttribute('POSITION'))?.getCount() ?? 0;
}

/** A point (w = 1) or direction (w = 0) through a column-major matrix. */
function transformed(m: readonly number[], p: readonly number[], w: 0 | 1): [number, number, number] {
  const at = (row: number): number =>
    (m[row] as number) * (p[0] ?? 0) +
    (m[4 + row] as number) * (p[1] ?? 0) +
    (m[8 + row] as number) * (p[2] ?? 0) +
    w * (m[12 + row] as number);
  return [at(0), at(1), at(2)];
}

function faceNormal(points: readonly (readonly number[])[], isMirrored: boolean): number[] {
  const [a, b, c] = points as [number[], number[], number[]];
  const [u, v] = [0, 1].map((k) => [0, 1, 2].map((i) => ((k === 0 ? b : c)[i] as number) - (a[i] as number))) as [number[], number[]];
  const across = [0, 1, 2].map((i) => {
    const [j, k] = [(i + 1) % 3, (i + 2) % 3];
    return (u[j] as number) * (v[k] as number) - (u[k] as number) * (v[j] as number);
  });
  return unit(isMirrored ? across.map((value) => -value) : across);
}

function unit(v: readonly number[]): number[] {
  const size = Math.hypot(...v);
  return size > 0 ? v.map((value) => value / size) : [0, 1, 0];
}

function determinant(m: readonly number[]): number {
  const [a, b, c, d, e, f, g, h, i] = [0, 1, 2, 4, 5, 6, 8, 9, 10].map((k) => m[k] as number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
