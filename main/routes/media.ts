import { type FileHandle, open } from 'node:fs/promises';
import type { Hono } from 'hono';
import { routes } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { videoFileOf } from '../store/trajectories.ts';
import type { BackendState } from './backend-state.ts';
import { parseRange } from './parse-range.ts';

/** Bytes read at a time. */
const chunkBytes = 1024 * 1024;

/** Registers videos, with byte ranges. HEAD comes with GET. */
export function registerMediaRoutes(app: Hono, state: BackendState): void {
  app.get(routes.getVideo.path, async (context) => {
    const file = videoFileOf(state.workspace(), context.req.param('id'));
    return fileResponse(file, { range: context.req.header('range') ?? null, isHead: context.req.raw.method === 'HEAD' });
  });
}

/** Answers with a file or a range of it, never more than a chunk in memory; the file is closed at the end and when the reader leaves early. */
async function fileResponse(
  file: string,
  { range, isHead }: { readonly range: string | null; readonly isHead: boolean },
): Promise<Response> {
  const handle = await openVideo(file);
  const { size } = await handle.stat();
  const wanted = parseRange(range, size);
  const common = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' };
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
  return new Response(streamOf(handle, start, end), { status, headers });
}

async function openVideo(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (cause) {
    throw new AppError(
      'dataset.missing-video',
      `The video ${file} cannot be opened; it can be reviewed on the map until the file is back.`,
      { where: { file }, cause },
    );
  }
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
