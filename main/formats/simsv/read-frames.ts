import type { Sighting } from '../../../shared/model/trajectory.ts';
import { readLines } from '../read-lines-of.ts';
import type { FramesRequest } from '../shard-reader.ts';
import { indexObjects, sightingsFromLine } from './read-annotations.ts';
import { boundsFromLine, type FrameBoxes } from './read-sidecar.ts';

/** What frames show, read from their lines in `offline_annos__N.jsonl` and, where there is one, in our sidecar. */
export async function readFrames(shard: string, { annotations, bounds, objectIds, start, count }: FramesRequest): Promise<Sighting[][]> {
  const indexById = indexObjects(objectIds);
  const boundsLines = bounds === null ? null : await readLines(shard, bounds, start, count);
  const frames: Sighting[][] = [];
  for (const [k, line] of (await readLines(shard, annotations, start, count)).entries()) {
    const boundsLine = boundsLines?.[k];
    const boxes = boundsLine === undefined ? null : boundsFromLine(boundsLine, start + k);
    frames.push(
      sightingsFromLine(line, indexById).map((sighting) => ({
        ...sighting,
        box2dPx: boxOf(boxes, objectIds[sighting.objectIndex] ?? ''),
      })),
    );
    // Other requests get their turn between these lines.
    if (k % linesAtOnce === linesAtOnce - 1) await new Promise((resume) => setImmediate(resume));
  }
  return frames;
}

/** An object may be called like something that every object has ("constructor"). */
function boxOf(boxes: FrameBoxes | null, id: string): Sighting['box2dPx'] {
  return boxes !== null && Object.hasOwn(boxes, id) ? (boxes[id] ?? null) : null;
}

/** Takes some milliseconds. */
const linesAtOnce = 100;
