import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { type BytePlace, placeAbove, safeShardFile, shardFile } from '../shard-place.ts';
import type { QuestionSubject } from './record-format.ts';

/** Where the things that a question is about lie. */
export interface FoundSubject {
  readonly video: BytePlace | null;
  /** True where a SIMS-V scene folder of the same name lies below the videos' root, or the format's own geometry knows the scene. */
  readonly hasGeometry: boolean;
}

/** How far above a file of questions the root of its videos is looked for: `qas/val/rgb/x.jsonl` names them from three folders up. */
const mostLevels = 4;
/** Between the root and the names in the records. */
const prefixes = ['', 'data/', 'videos/', 'video/'];

/**
 * Finds the videos and scene folders that records name. They lie below the shard, beside it, or below a folder above it; `<root>/<video>` and
 * `<root>/data/<video>` are both known. Nothing is opened; links that lead elsewhere are not followed.
 */
export class SubjectFinder {
  readonly #shard: string;
  readonly #fewestLevels: number;
  readonly #found = new Map<string, FoundSubject>();
  /** Where the last one was found: the others are most likely there too. */
  #lastPlace: { readonly levels: number; readonly prefix: string } | null = null;
  #missing: string[] = [];

  /** @param shard - absolute path of a file or folder. */
  constructor(shard: string) {
    this.#shard = shard;
    this.#fewestLevels = statSync(shard).isDirectory() ? 0 : 1;
  }

  /** Videos that were named and not found, in the order of their first mention. */
  get missing(): readonly string[] {
    return this.#missing;
  }

  /** True once any video was found. */
  get hasFound(): boolean {
    return this.#lastPlace !== null;
  }

  async find(about: QuestionSubject): Promise<FoundSubject> {
    const key = JSON.stringify([about.scene, about.trajectory, about.video]);
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = { video: await this.#findVideo(about.video), hasGeometry: this.sceneFolder(about.scene) !== null };
    this.#found.set(key, found);
    return found;
  }

  /** Levels above the shard below which a SIMS-V scene folder of that name lies; null where there is none. */
  sceneFolder(scene: string): { readonly levels: number; readonly root: string } | null {
    if (!/^[^/]+\/[^/]+$/.test(scene) || scene.includes('..')) return null;
    for (let levels = this.#fewestLevels; levels <= mostLevels; levels += 1) {
      const metadata = shardFile(this.#shard, placeAbove(levels, `${scene}/spatial_metadata.json`));
      if (existsSync(metadata)) return { levels, root: path.dirname(path.dirname(path.dirname(metadata))) };
    }
    return null;
  }

  async #findVideo(video: string | null): Promise<BytePlace | null> {
    if (video === null) return null;
    for (const { levels, prefix } of this.#places()) {
      const file = placeAbove(levels, prefix + video);
      if (!existsSync(shardFile(this.#shard, file))) continue;
      const isSafe = await safeShardFile(this.#shard, file).then(
        () => true,
        () => false,
      );
      if (!isSafe) continue;
      this.#lastPlace = { levels, prefix };
      return { file };
    }
    this.#missing.push(video);
    return null;
  }

  *#places(): Generator<{ readonly levels: number; readonly prefix: string }> {
    if (this.#lastPlace !== null) yield this.#lastPlace;
    for (let levels = this.#fewestLevels; levels <= mostLevels; levels += 1) for (const prefix of prefixes) yield { levels, prefix };
  }
}
