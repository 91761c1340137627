import { type FileHandle, open } from 'node:fs/promises';
import type { Hono } from 'hono';
import { routes } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { maskFactsOf, maskRunsOf } from '../formats/frame-pack/masks-of-trajectory.ts';
import { type BytePlace, safeShardFile } from '../formats/shard-place.ts';
import { placeOfTrajectory, videoOf } from '../store/trajectories.ts';
import type { BackendState } from './backend-state.ts';
import { parseRange } from './parse-range.ts';
import { registerRoute } from './register-route.ts';

/** Bytes read at a time. */
const chunkBytes = 1024 * 1024;

/** Registers videos, with byte ranges (HEAD comes with GET), and stored masks. */
export function registerMediaRoutes(app: Hono, state: BackendState): void {
  registerRoute(app, 'getMasks', (_, param) => maskFactsOf(placeOfTrajectory(state.workspace(), param('id'))));
  app.get(routes.getMask.path, async (context) => {
    const frame = Number(context.req.param('frame'));
    if (!Number.isInteger(frame) || frame < 0) throw new AppError('not-found', `"${context.req.param('frame')}" is no frame.`);
    const runs = await maskRunsOf(placeOfTrajectory(state.workspace(), context.req.param('id')), frame);
    const headers = { 'content-type': 'application/octet-stream', 'content-length': String(runs.byteLength) };
    return new Response(new Uint8Array(runs), { headers });
  });
  app.get(routes.getVideo.path, async (context) => {
    const { place, shardPath } = videoOf(state.workspace(), context.req.param('id'));
    const file = await safeShardFile(shardPath, place.file).catch((cause: unknown) => {
      throw missingVideo(place.file, cause);
    });
    return placeResponse({ ...place, file }, { range: context.req.header('range') ?? null, isHead: context.req.raw.method === 'HEAD' });
  });
}

/**
 * Answers with a file (or with a part of one: a member of a tar) or a range of that, never more than a chunk in memory; the file is closed at the end and
 * when the reader leaves early.
 */
async function placeResponse(
  place: BytePlace,
  { range, isHead }: { readonly range: string | null; readonly isHead: boolean },
): Promise<Response> {
  const handle = await open(place.file, 'r').catch((cause: unknown) => {
    throw missingVideo(place.file, cause);
  });
  const first = place.offset ?? 0;
  const size = Math.max(0, Math.min(place.length ?? Number.POSITIVE_INFINITY, (await handle.stat()).size - first));
  const wanted = parseRange(range, size);
  const common = { 'content-type': await mediaTypeOf(handle, first), 'accept-ranges': 'bytes' };
  if (wanted === 'unsatisfiable') {
    await handle.close();
    return new Response(null, { status: 416, headers: { ...common, 'content-range': `bytes */${size}`, 'content-length': '0' } });
  }
  const { start, end } = wanted ?? { start: 0, end: size - 1 };
  const headers: Record<string, string> = { ...common, 'content-length': String(end - start + 1) };
  if (wanted !== null) headers['content-range'] = `bytes ${start}-${end}/${size}`;
  const status = wanted === null ? 200 : 206;
  if (isHead || end < start) {
    await handle.close();
    return new Response(null, { status, headers });
  }
  return new Response(streamOf(handle, first + start, first + end), { status, headers });
}

function missingVideo(file: string, cause: unknown): AppError {
  return new AppError(
    'dataset.missing-video',
    `The video ${file} cannot be opened; it can be reviewed on the map until the file is back.`,
    {
      where: { file },
      cause,
    },
  );
}

/** The first bytes of Matroska, and so of WebM. Source: RFC 8794, EBML header. */
const webmStart = 0x1a45dfa3;

/** A member of a tar has no name of its own here, so its first bytes say what it is. */
async function mediaTypeOf(handle: FileHandle, first: number): Promise<string> {
  const head = Buffer.alloc(4);
  await handle.read(head, 0, head.length, first);
  return head.readUInt32BE(0) === webmStart ? 'video/webm' : 'video/mp4';
}

function streamOf(handle: FileHandle, start: number, end: number): ReadableStream<Uint8Array> {
  let position = start;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const buffer = new Uint8Array(Math.min(chunkBytes, end + 1 - position));
        try {
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
          if (bytesRead === 0) throw new Error('The video became shorter while it was sent.');
          position += bytesRead;
          controller.enqueue(buffer.subarray(0, bytesRead));
          if (position > end) {
            await handle.close();
            controller.close();
          }
        } catch (error) {
          await handle.close().catch(() => undefined);
          controller.error(error);
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 1 },
  );
}
