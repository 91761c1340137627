import path from 'node:path';
import type { CompiledStage } from '../../../shared/stage/compiled-stage.ts';
import { colorsOfInstances } from '../../../shared/stage/modalities/instance-colors.ts';
import { writeFileAtomically } from '../write-atomic.ts';

/** Name of the file that says what the ids of masks and the colours of segmentation videos stand for. */
export const instancesFileName = 'sightline_instances.json';
/** Version of that file. */
export const instancesFormatVersion = 1;

/** Writes `sightline_instances.json` into a scene folder: every instance with its id, object, type and colours. Throws `file.write-failed`. */
export async function writeInstances(folder: string, stage: Pick<CompiledStage, 'instances'>): Promise<void> {
  // A line per instance: quick to look through, and no larger than it needs to be.
  const lines = colorsOfInstances(stage).map((instance) => JSON.stringify(instance));
  const text = `{"formatVersion":${instancesFormatVersion},"instances":[\n${lines.join(',\n')}\n]}\n`;
  await writeFileAtomically(path.join(folder, instancesFileName), text);
}
