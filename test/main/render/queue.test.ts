import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { createRenderQueue } from '../../../main/render/render-queue.ts';
import { registerRenderRoutes } from '../../../main/routes/render.ts';
import { AppError } from '../../../shared/errors.ts';
import type { JobReport, RenderJob } from '../../../shared/stage/render-job.ts';
import { aScene } from '../../fixtures/a-scene.ts';

const poses = Array.from({ length: 3 }, (_, i) => ({ positionM: [2, 0.9, 2] as const, yawDeg: i * 30 }));
const camera = { widthPx: 64, heightPx: 48, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 };
const aJob = (id: string): RenderJob => ({ id, scene: aScene(), poses, camera, fps: 10, renderer: 'auto' });
const aReport = (videoBytes: number): JobReport => ({
  renderer: 'software',
  device: 'software',
  codec: 'vp09.00.10.08',
  userAgent: 'test',
  frames: 3,
  videoBytes,
  seconds: 1,
});
const allFrames = { start: 0, frames: [[[1, 5, 0, 0, 4, 0]], [], []] };

/** A queue behind its routes, with a clock that stands still until told, and a sink that writes down what happens. */
function aQueue() {
  let nowMs = 1_000;
  let ids = 0;
  const queue = createRenderQueue({ clock: { nowMs: () => nowMs, newId: () => `lease-${++ids}` }, leaseMs: 30_000 });
  const app = new Hono();
  registerRenderRoutes(app, queue);
  app.onError((error, c) => c.json({ code: error instanceof AppError ? error.code : 'internal', detail: error.message }, 400));
  const post = async (path: string, body: unknown) => {
    const raw = body instanceof Uint8Array ? Uint8Array.from(body) : JSON.stringify(body);
    return (await app.request(`/api/render/${path}`, { method: 'POST', body: raw })).json();
  };
  const events: string[] = [];
  return {
    queue,
    post,
    events,
    sink: {
      frames: ({ start, frames }: { start: number; frames: readonly unknown[] }) => void events.push(`frames ${start}+${frames.length}`),
      video: async (offset: number, bytes: Uint8Array) => void events.push(`video ${offset}+${bytes.length}`),
      reset: async () => void events.push('reset'),
    },
    pass: (ms: number) => {
      nowMs += ms;
    },
    /** Claims as a page and returns the id to post under. */
    claim: async (page: string): Promise<string | null> => (await post('claim', { page })).job?.id ?? null,
  };
}

describe('the render queue', () => {
  test('carries a job from claim to report, in the order the page posts', async () => {
    const { queue, post, claim, sink, events } = aQueue();
    const report = queue.enqueue(aJob('walk'), sink);
    const id = await claim('page-1');
    expect(await claim('page-2')).toBeNull();
    await post(`jobs/${id}/frames`, { start: 0, frames: [[], []] });
    await post(`jobs/${id}/frames`, { start: 2, frames: [[]] });
    expect(await post(`jobs/${id}/video?offset=0`, new Uint8Array(7))).toEqual({ received: 7 });
    expect(await post(`jobs/${id}/video?offset=7`, new Uint8Array(2))).toEqual({ received: 9 });
    expect(await post(`jobs/${id}/done`, aReport(9))).toEqual({});
    expect(await report).toEqual(aReport(9));
    expect(events).toEqual(['frames 0+2', 'frames 2+1', 'video 0+7', 'video 7+2']);
  });

  test('hands a job whose page fell silent to another page, from the start, and refuses the first one', async () => {
    const { queue, post, claim, sink, events, pass } = aQueue();
    const report = queue.enqueue(aJob('walk'), sink);
    const first = await claim('page-1');
    await post(`jobs/${first}/frames`, { start: 0, frames: [[]] });
    pass(29_000);
    expect(await claim('page-2')).toBeNull();
    pass(1_000);
    const second = await claim('page-2');
    expect(second).not.toBe(first);
    expect(await post(`jobs/${first}/frames`, { start: 1, frames: [[], []] })).toMatchObject({ code: 'render.lost' });
    await post(`jobs/${second}/frames`, allFrames);
    await post(`jobs/${second}/video?offset=0`, new Uint8Array(1));
    await post(`jobs/${second}/done`, aReport(1));
    await report;
    expect(events).toEqual(['frames 0+1', 'reset', 'frames 0+3', 'video 0+1']);
  });

  test('keeps the files of a job apart and wants each of them whole', async () => {
    const { queue, post, claim, sink } = aQueue();
    const files: string[] = [];
    const video = async (offset: number, bytes: Uint8Array, modality: string) => void files.push(`${modality} ${offset}+${bytes.length}`);
    const report = queue.enqueue({ ...aJob('walk'), modalities: ['rgb', 'masks', 'edge'] }, { ...sink, video });
    const send = async (id: string, edgeBytes: number) => {
      await post(`jobs/${id}/frames`, allFrames);
      expect(await post(`jobs/${id}/video?modality=masks&offset=0`, new Uint8Array(4))).toEqual({ received: 4 });
      await post(`jobs/${id}/video?modality=edge&offset=0`, new Uint8Array(2));
      expect(await post(`jobs/${id}/video?modality=masks&offset=4`, new Uint8Array(1))).toEqual({ received: 5 });
      await post(`jobs/${id}/video?offset=0`, new Uint8Array(9));
      return post(`jobs/${id}/done`, { ...aReport(9), modalityBytes: { masks: 5, edge: edgeBytes } });
    };
    expect(await send((await claim('page-1')) as string, 3)).toMatchObject({
      code: 'input.invalid',
      detail: expect.stringContaining('3 of 3 frames and 2 of 3 bytes of edge arrived'),
    });
    expect(await send((await claim('page-1')) as string, 2)).toEqual({});
    expect(await report).toMatchObject({ modalityBytes: { masks: 5, edge: 2 } });
    expect(files.slice(4)).toEqual(['masks 0+4', 'edge 0+2', 'masks 4+1', 'rgb 0+9']);
  });

  test.each([
    ['video at a wrong offset', (id: string) => [`jobs/${id}/video?offset=4`, new Uint8Array(3)] as const, 'render.lost'],
    ['a file nobody asked for', (id: string) => [`jobs/${id}/video?modality=masks&offset=0`, new Uint8Array(3)] as const, 'render.lost'],
    ['frames that skip some', (id: string) => [`jobs/${id}/frames`, { start: 1, frames: [[]] }] as const, 'render.lost'],
    ['a report of more than was posted', (id: string) => [`jobs/${id}/done`, aReport(99)] as const, 'input.invalid'],
  ])('refuses %s and starts the job anew', async (_, request, code) => {
    const { queue, post, claim, sink, events } = aQueue();
    void queue.enqueue(aJob('walk'), sink);
    const [path, body] = request((await claim('page-1')) as string);
    expect(await post(path, body)).toMatchObject({ code });
    expect(await claim('page-1')).toBe('lease-2');
    expect(events).toEqual(['reset']);
  });

  test.each([
    ['a piece of an unknown modality', 'video?modality=normals&offset=0', new Uint8Array(3)],
    ['a piece of video without its offset', 'video', new Uint8Array(3)],
    ['a piece of video above 8 MiB', 'video?offset=0', new Uint8Array(8 * 1024 * 1024 + 1)],
    ['frames of another shape', 'frames', { start: -1, frames: [] }],
    ['a body that is no JSON', 'done', new Uint8Array([0x7b])],
  ])('refuses %s without touching the job', async (_, what, body) => {
    const { queue, post, claim, sink, events } = aQueue();
    void queue.enqueue(aJob('walk'), sink);
    const id = await claim('page-1');
    expect(await post(`jobs/${id}/${what}`, body)).toMatchObject({ code: 'input.invalid' });
    expect(await post(`jobs/${id}/frames`, allFrames)).toEqual({ isCancelled: false });
    expect(events).toEqual(['frames 0+3']);
  });

  test('gives a job up with its last error when it failed three times', async () => {
    const { queue, post, claim, sink } = aQueue();
    const report = queue.enqueue(aJob('walk'), sink);
    for (const attempt of [1, 2, 3])
      await post(`jobs/${await claim('page-1')}/failed`, { code: 'render.lost', message: `loss ${attempt}` });
    await expect(report).rejects.toMatchObject({ code: 'render.lost', message: 'loss 3', where: { item: 'walk' } });
    expect(await claim('page-1')).toBeNull();
  });

  test('ends a job whose sink fails at once, with that error', async () => {
    const { queue, post, claim, sink } = aQueue();
    const full = new AppError('file.write-failed', 'The disk is full.');
    const report = queue.enqueue(aJob('walk'), { ...sink, video: () => Promise.reject(full) });
    const outcome = expect(report).rejects.toBe(full);
    const id = await claim('page-1');
    expect(await post(`jobs/${id}/video?offset=0`, new Uint8Array(3))).toMatchObject({ code: 'file.write-failed' });
    await outcome;
    expect(await claim('page-1')).toBeNull();
  });

  test('tells the page of a cancelled job at its next post, and nothing reaches the sink any more', async () => {
    const { queue, post, claim, sink, events } = aQueue();
    const stop = new AbortController();
    const report = queue.enqueue(aJob('walk'), sink, { signal: stop.signal });
    const id = await claim('page-1');
    stop.abort();
    await expect(report).rejects.toMatchObject({ code: 'cancelled' });
    expect(await post(`jobs/${id}/frames`, allFrames)).toEqual({ isCancelled: true });
    expect(await post(`jobs/${id}/video?offset=0`, new Uint8Array(3))).toMatchObject({ code: 'not-found' });
    expect(events).toEqual([]);
  });

  test('cancels what is left when it closes and tells pages to end', async () => {
    const { queue, post, sink } = aQueue();
    const report = queue.enqueue(aJob('walk'), sink);
    queue.close();
    await expect(report).rejects.toMatchObject({ code: 'cancelled' });
    expect(await post('claim', { page: 'page-1' })).toEqual({ job: null, isClosing: true });
  });
});
