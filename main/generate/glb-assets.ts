import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Problem, problemFromError } from '../../shared/errors.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { AssetMesh, AssetMeshes } from '../../shared/stage/asset-mesh.ts';
import { type GlbTriangles, readGlb } from '../formats/glb/read-glb.ts';
import type { GenerateSettings } from './generate-settings.ts';

/** The GLB files below an asset folder, by asset id. Meshes stay in memory once read: houses share their assets. */
export interface GlbLibrary {
  /** Meshes for the objects of a scene that have a file, and a problem for each file that cannot be used, the first time it is met: its objects keep the furniture form. */
  meshesFor(scene: Scene): Promise<{ readonly meshes: AssetMeshes; readonly problems: readonly Problem[] }>;
}

const libraries = new WeakMap<object, Promise<GlbLibrary>>();

/** The library of one run: its folder is listed once, however many houses ask. */
export function glbLibraryOf(settings: Pick<GenerateSettings, 'assetsDir'>): Promise<GlbLibrary> {
  const library = libraries.get(settings) ?? openGlbLibrary(settings.assetsDir);
  libraries.set(settings, library);
  return library;
}

type Entry = { readonly mesh: AssetMesh } | { readonly problem: Problem };

/** Most meshes kept at a time; beyond it the one used longest ago is read again when needed. */
const keptMeshes = 200;

/**
 * Lists `<assetId>.glb` in a folder and its sub-folders (symbolic links are not followed). Of two files with one name the first in
 * alphabetical order is taken. `assetsDir` may be null or a single file: then there are none.
 */
export async function openGlbLibrary(assetsDir: string | null): Promise<GlbLibrary> {
  const files = new Map<string, string>();
  const entries = assetsDir === null ? [] : await readdir(assetsDir, { recursive: true, withFileTypes: true }).catch(() => []);
  const found = entries
    .filter((entry) => entry.isFile() && /\.glb$/i.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of found.sort()) {
    const assetId = path.basename(file).slice(0, -'.glb'.length);
    if (!files.has(assetId)) files.set(assetId, file);
  }
  const read = new Map<string, Promise<Entry>>();
  const reported = new Set<string>();
  const entryOf = (assetId: string, file: string): Promise<Entry> => {
    const entry = read.get(assetId) ?? readEntry(assetId, file);
    read.delete(assetId);
    read.set(assetId, entry);
    for (const oldest of read.keys()) {
      if (read.size <= keptMeshes) break;
      read.delete(oldest);
    }
    return entry;
  };
  return {
    async meshesFor(scene) {
      const meshes: Record<string, AssetMesh> = {};
      const problems: Problem[] = [];
      const openingIds = new Set(scene.openings.map(({ id }) => id));
      const assetIds = new Set(scene.objects.filter(({ id }) => !openingIds.has(id)).map(({ assetId }) => assetId));
      for (const assetId of assetIds) {
        const file = files.get(assetId);
        if (file === undefined) continue;
        const entry = await entryOf(assetId, file);
        if ('mesh' in entry) meshes[assetId] = entry.mesh;
        else if (!reported.has(assetId)) {
          reported.add(assetId);
          problems.push(entry.problem);
        }
      }
      return { meshes, problems };
    },
  };
}

async function readEntry(assetId: string, file: string): Promise<Entry> {
  try {
    return { mesh: meshFromTriangles(await readGlb(file)) };
  } catch (error) {
    const problem = problemFromError(error, { file, item: assetId });
    return { problem: { ...problem, message: `${problem.message} The objects of ${assetId} keep their plain form.` } };
  }
}

/** Moves the triangles into the unit box, and packs them for the way to a render page. */
export function meshFromTriangles({ positions, normals, colors, indices }: GlbTriangles): AssetMesh {
  const [low, high] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  for (const [i, value] of positions.entries()) {
    low[i % 3] = Math.min(low[i % 3] as number, value);
    high[i % 3] = Math.max(high[i % 3] as number, value);
  }
  const size = low.map((value, k) => (high[k] as number) - value);
  const placed = Uint16Array.from(positions, (value, i) => {
    const length = size[i % 3] as number;
    return length > 0 ? Math.round(((value - (low[i % 3] as number)) / length) * 65_535) : 32_768;
  });
  const turned = new Int8Array(normals.length);
  for (let v = 0; v < normals.length; v += 3) {
    // In the unit box a normal leans the other way than the stretch.
    const n = [0, 1, 2].map((k) => (normals[v + k] as number) * Math.max(size[k] as number, 1e-9));
    const length = Math.hypot(...n) || 1;
    for (let k = 0; k < 3; k++) turned[v + k] = Math.round(((n[k] as number) / length) * 127);
  }
  return {
    vertexCount: positions.length / 3,
    triangleCount: indices.length / 3,
    positions: base64FromArray(placed),
    normals: base64FromArray(turned),
    colors: base64FromArray(Uint8Array.from(colors)),
    indices: base64FromArray(Uint32Array.from(indices)),
  };
}

/** All machines that Node runs on are little-endian. */
function base64FromArray({ buffer, byteOffset, byteLength }: Uint8Array | Int8Array | Uint16Array | Uint32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
