import { z } from 'zod';
import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import { frameSidecarSchema, type SceneSidecar, sceneSidecarSchema, sidecarFormatVersion } from '../../../shared/model/sidecar.ts';
import { textFromUtf8 } from '../text-from-utf8.ts';
import { parseJsonFile, type ReadSource } from './read-source.ts';

/** Bounds of one frame's objects by id: inclusive pixels [left, top, right, bottom]. */
export type FrameBoxes = Readonly<Record<string, readonly [number, number, number, number]>>;

/**
 * Our own file beside SIMS-V's: the whole scene with oriented boxes, and the camera. Null, with a problem, where a newer program wrote it or it is
 * broken: the scene is then read as any SIMS-V scene.
 */
export function sidecarFromFile(file: ReadSource): { readonly sidecar: SceneSidecar | null; readonly problems: readonly Problem[] } {
  const where = { file: file.source.path };
  const without = 'It is ignored: oriented boxes and the camera are unknown, everything else is read as in any SIMS-V dataset.';
  try {
    const value = parseJsonFile(file);
    const version = z.looseObject({ formatVersion: z.number() }).safeParse(value);
    if (version.success && version.data.formatVersion > sidecarFormatVersion) {
      const message = `A newer Sightline wrote this file (version ${version.data.formatVersion}, this one reads ${sidecarFormatVersion}). ${without}`;
      throw new AppError('input.unsupported', message, { where });
    }
    const parsed = sceneSidecarSchema.safeParse(value);
    if (parsed.success) return { sidecar: parsed.data, problems: [] };
    const issue = parsed.error.issues[0];
    throw new AppError('file.malformed', `It is wrong at ${issue?.path.join('.')}: ${issue?.message}. ${without}`, {
      where,
      cause: parsed.error,
    });
  } catch (error) {
    return { sidecar: null, problems: [problemFromError(error, where)] };
  }
}

/** Bounds of one frame's objects from its line in our per-frame file; null where the line is not one of ours, or another frame's. */
export function boundsFromLine(bytes: Uint8Array, frameIndex: number): FrameBoxes | null {
  try {
    const frame = frameSidecarSchema.parse(JSON.parse(textFromUtf8(bytes)));
    return frame.frame === frameIndex ? frame.boxes : null;
  } catch {
    return null;
  }
}
