import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { routes } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { modalities } from '../../shared/stage/modalities/modality-names.ts';
import type { RenderQueue } from '../render/render-queue.ts';
import { jsonResponse } from './register-route.ts';

/** Largest body a render page may send: one piece of video. */
const maxBodyBytes = 8 * 1024 * 1024;

/** Registers what render pages call. Errors are thrown as AppErrors for the app's error handler to render. */
export function registerRenderRoutes(app: Hono, queue: RenderQueue): void {
  app.post(routes.claimJob.path, async (c) => {
    const { page } = await readJson(c, routes.claimJob.input);
    return answer(await queue.claim(page));
  });
  app.post(routes.postFrames.path, async (c) => {
    const batch = await readJson(c, routes.postFrames.input);
    return answer(await queue.postFrames(c.req.param('id'), batch));
  });
  app.post(routes.postVideo.path, async (c) => {
    const offset = c.req.query('offset') ?? '';
    if (!/^\d{1,15}$/.test(offset)) throw new AppError('input.invalid', 'A piece of video needs its byte position as ?offset=.');
    const named = c.req.query('modality') ?? 'rgb';
    const modality = modalities.find((name) => name === named);
    if (modality === undefined) throw new AppError('input.invalid', `There is no modality "${named}"; known are ${modalities.join(', ')}.`);
    const bytes = await readBody(c.req.raw);
    return answer(await queue.postVideo(c.req.param('id'), Number(offset), bytes, modality));
  });
  app.post(routes.finishJob.path, async (c) => {
    const report = await readJson(c, routes.finishJob.input);
    await queue.finish(c.req.param('id'), report);
    return answer({});
  });
  app.post(routes.failJob.path, async (c) => {
    const { code, message } = await readJson(c, routes.failJob.input);
    queue.fail(c.req.param('id'), code, message);
    return answer({});
  });
}

function answer(value: unknown): Response {
  return jsonResponse(200, 'application/json', value);
}

async function readJson<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const text = new TextDecoder().decode(await readBody(c.req.raw));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('input.invalid', `The body of ${c.req.path} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError('input.invalid', `The body of ${c.req.path} is wrong at "${issue?.path.join('.')}": ${issue?.message}.`, {
    cause: parsed.error,
  });
}

/** Reads a body as it streams in and stops as soon as it is too long, whatever content-length claims. */
async function readBody(request: Request): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop by an exception cancels the stream.
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > maxBodyBytes)
      throw new AppError('input.invalid', `A body may have at most ${maxBodyBytes} bytes; send the video in smaller pieces.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
