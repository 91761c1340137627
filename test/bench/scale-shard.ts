import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readScene } from '../../main/formats/simsv/read-scene.ts';
import { askTrajectory, type QuestionFile } from '../../main/generate/write-questions.ts';
import { threeQTasks, vsiTasks } from '../../shared/questions/task-lists.ts';
import { runSightline } from '../fixtures/run-sightline.ts';

/** How large a shard is to be. */
export interface ScaleShardSize {
  readonly questions: number;
  /** One per house. */
  readonly trajectories: number;
  /** Of every trajectory. */
  readonly frames: number;
  /** Houses that are really made and walked through; the others repeat them. */
  readonly pool: number;
  /** Frames of a walk that are really drawn at most; `frames` unless told. */
  readonly steps?: number;
}

/** The size that the product promises for. */
export const fullScale: ScaleShardSize = { questions: 200_000, trajectories: 2_500, frames: 1_000, pool: 16 };

/** What was written. */
export interface ScaleShard extends ScaleShardSize {
  readonly files: number;
  /** As a reader sees it; files that repeat are one file on the disk. */
  readonly megabytes: number;
}

/** Times that each walk of the pool is asked about, with other draws. */
const variants = 4;
const perVideo = 16;
const tasks = [...new Set([...vsiTasks, ...threeQTasks])];

/** One house of the pool, its files and questions ready to be repeated. */
interface PoolHouse {
  readonly folder: string;
  /** By draw, then by task. */
  readonly questions: readonly (readonly QuestionFile[])[];
}

/**
 * Writes a SIMS-V shard for benches and trials, without video. Houses are made by our generator, walked through, drawn by the software rasteriser and
 * asked about: geometry, annotations and wording are real. There are `pool` different houses; every further scene is one of them under another number,
 * with its questions drawn by one of four seeds. Walks shorter than `frames` go back the way they came until they are long enough.
 *
 * @param dir - is made; must not exist.
 */
export async function writeScaleShard(
  dir: string,
  size: ScaleShardSize,
  onProgress: (line: string) => void = () => undefined,
): Promise<ScaleShard> {
  mkdirSync(path.dirname(path.resolve(dir)), { recursive: true });
  const pool = mkdtempSync(`${path.resolve(dir)}-pool-`);
  try {
    onProgress(`making ${size.pool} houses …`);
    const houses = await makePool(pool, size);
    mkdirSync(path.join(dir, 'val'), { recursive: true });
    writeFileSync(path.join(dir, 'constants.yaml'), '{"questions":{"convention":"simsv"}}\n');
    let [questions, files, bytes] = [0, 0, 0];
    for (let index = 0; index < size.trajectories; index += 1) {
      const house = houses[index % houses.length] as PoolHouse;
      const due = Math.round((size.questions * (index + 1)) / size.trajectories) - questions;
      const written = writeScene(path.join(dir, 'val', sceneName(index)), house, { index, due });
      questions += written.questions;
      files += written.files;
      bytes += written.bytes;
      if (index % 250 === 249) onProgress(`${index + 1} scenes, ${questions.toLocaleString('en')} questions`);
    }
    return { ...size, questions, files, megabytes: Math.round(bytes / 1e6) };
  } finally {
    rmSync(pool, { recursive: true, force: true });
  }
}

function sceneName(index: number): string {
  return String(index).padStart(6, '0');
}

async function makePool(folder: string, size: ScaleShardSize): Promise<PoolHouse[]> {
  const out = path.join(folder, 'made');
  const shape = ['--size', '192x112', '--max-steps', String(size.steps ?? size.frames), '--renderer', 'software', '--questions', 'none'];
  const args = ['generate', '--out', out, '--count', String(size.pool), '--seed', '5', ...shape];
  const { json } = await runSightline(args, { SIGHTLINE_CHROMIUM: '/nowhere' });
  if (json.houses !== size.pool) throw new Error(`Only ${json.houses} of ${size.pool} houses could be made.`);
  const houses: PoolHouse[] = [];
  for (const name of readdirSync(path.join(out, 'val')).sort()) {
    const made = path.join(out, 'val', name);
    for (const file of ['offline_annos__0.jsonl', 'sightline_frames__0.jsonl']) lengthenWalk(path.join(made, file), size.frames);
    houses.push({ folder: made, questions: await askAbout(out, name) });
  }
  return houses;
}

/** There and back again, until there are `count` frames. */
function lengthenWalk(file: string, count: number): void {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const round = [...lines, ...lines.slice(1, -1).reverse()];
  const frames = Array.from({ length: count }, (_, index) => {
    const frame = JSON.parse(round[index % round.length] as string) as Record<string, unknown>;
    const place = 'idx' in frame ? { idx: index, time: index / 10 } : { frame: index };
    return `${JSON.stringify({ ...frame, ...place })}\n`;
  });
  writeFileSync(file, frames.join(''));
}

async function askAbout(shard: string, name: string): Promise<QuestionFile[][]> {
  const { scene, trajectories } = await readScene({ shard, shardName: 'scale', folder: `val/${name}`, sceneId: name }, 'seen');
  const [walk] = trajectories;
  if (scene === null || walk === undefined) throw new Error(`House ${name} of the pool cannot be read.`);
  const view = { scene, sightings: walk.sightings, frameCount: walk.frameCount, fps: walk.fps };
  return Array.from({ length: variants }, (_, seed) => {
    const settings = { outDir: 'scale', seed, tasks, questionsPerVideo: perVideo, convention: 'simsv' as const };
    // The house's number is put in later.
    return askTrajectory({ view, sceneId: namePlace, trajectory: '0', settings }).filter(({ count }) => count > 0);
  });
}

/** Stands for the house in the text of the pool's questions. */
const namePlace = '@house@';

function writeScene(folder: string, house: PoolHouse, { index, due }: { readonly index: number; readonly due: number }) {
  mkdirSync(folder);
  let [files, bytes] = [0, 0];
  for (const name of readdirSync(house.folder)) {
    linkSync(path.join(house.folder, name), path.join(folder, name));
    bytes += sizeOf(house.folder, name);
    files += 1;
  }
  let questions = 0;
  const asked = house.questions[Math.floor(index / 16) % variants] as readonly QuestionFile[];
  for (const [lines, name] of shareOut(asked, due)) {
    const text = lines.map((line) => `${line.replaceAll(namePlace, sceneName(index))}\n`).join('');
    writeFileSync(path.join(folder, name), text);
    questions += lines.length;
    bytes += Buffer.byteLength(text);
    files += 1;
  }
  return { questions, files, bytes };
}

/** Sizes of the pool's files, which are asked for again and again. */
const sizes = new Map<string, number>();
function sizeOf(folder: string, name: string): number {
  const file = path.join(folder, name);
  const size = sizes.get(file) ?? readFileSync(file).length;
  sizes.set(file, size);
  return size;
}

/** As many questions as are due: one of each file in turn, so that all types come. */
function shareOut(files: readonly QuestionFile[], due: number): [string[], string][] {
  const lines = files.map(({ text }) => text.trimEnd().split('\n'));
  const taken = lines.map((): string[] => []);
  let count = 0;
  for (let round = 0; count < due && round < perVideo; round += 1) {
    for (const [index, own] of lines.entries()) {
      const line = own[round];
      if (line === undefined || count === due) continue;
      taken[index]?.push(line);
      count += 1;
    }
  }
  return taken.map((own, index) => [own, (files[index] as QuestionFile).name]);
}
