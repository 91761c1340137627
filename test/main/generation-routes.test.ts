import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { decode } from 'fast-png';
import { afterEach, describe, expect, test } from 'vitest';
import type { Generation, GenerationRequest, HousePreview } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { aBackend, type TestBackend } from '../fixtures/a-backend.ts';
import { aFolder } from '../fixtures/a-dataset.ts';
import { aVideoRecorder, sampleHouse } from '../fixtures/a-generation.ts';

let opened: TestBackend[] = [];
afterEach(async () => {
  await Promise.all(opened.map(({ backend }) => backend.close()));
  opened = [];
});

/** A backend that draws with the software rasteriser and "encodes" a byte per frame; `trouble` sees every job. */
function aGenerator(trouble?: Parameters<typeof aVideoRecorder>[0]): TestBackend {
  const api = aBackend({ recorderHost: (_, work) => work(aVideoRecorder(trouble), []) });
  opened.push(api);
  return api;
}

/** Three small houses. */
function aRequest(changes: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    outDir: path.join(aFolder(), 'made'),
    source: 'made',
    count: 3,
    seed: 1,
    rooms: [1, 2],
    objects: [6, 12],
    houseFiles: [],
    assetsDir: null,
    trajectories: 1,
    widthPx: 96,
    heightPx: 64,
    fps: 10,
    maxSteps: 300,
    tour: 'simsv',
    motion: 'discrete',
    yawNoiseDeg: 0,
    modalities: ['rgb'],
    renderer: 'software',
    quality: 'low',
    workers: 1,
    questions: '3q',
    perVideo: 2,
    convention: 'simsv',
    split: 'val',
    ...changes,
  };
}

const steer = (api: TestBackend, action: string) => api.post<Generation>(`/api/generation/${action}`, {});
const isOver = ({ state }: Generation) => state === 'done' || state === 'failed' || state === 'cancelled';

/** Asks until the run is as wanted. */
async function until(api: TestBackend, isReached: (generation: Generation) => boolean): Promise<Generation> {
  for (;;) {
    const generation = await api.get<Generation>('/api/generation');
    if (isReached(generation)) return generation;
    if (isOver(generation)) throw new Error(`The run is over: ${JSON.stringify(generation)}`);
    await wait(20);
  }
}

function problemOf(api: TestBackend, request: unknown) {
  const body = JSON.stringify(request);
  return api.backend.fetch(new Request('http://studio/api/generation', { method: 'POST', body })).then(async (response) => ({
    status: response.status,
    ...((await response.json()) as { code: string; detail: string; item?: string }),
  }));
}

describe('a run', () => {
  test('starts, tells how far it is, shows its houses, and can be imported', async () => {
    const api = aGenerator();
    expect(await api.get('/api/generation')).toMatchObject({ state: 'none', run: 0, request: null });
    const request = aRequest();
    expect(await api.post('/api/generation', request)).toMatchObject({ run: 1, request });
    const { totals, thumbnails, progress, problems, seconds } = await until(api, ({ state }) => state === 'done');
    expect({ totals, problems }).toMatchObject({ totals: { done: 3, skipped: 0, failed: 0 }, problems: [] });
    expect(progress).toMatchObject({ houses: 3, housesTotal: 3 });
    expect(progress.frames).toBe(thumbnails.reduce((sum, { frames }) => sum + frames, 0));
    expect(seconds).toBeGreaterThan(0);
    expect(thumbnails.map(({ house }) => house)).toEqual(['000002', '000001', '000000']);
    const picture = await api.backend.fetch(new Request('http://studio/media/generation/thumbnails/000001?run=1'));
    expect(decode(new Uint8Array(await picture.arrayBuffer()))).toMatchObject({ width: 192, height: 128 });
    const imported = await api.post<{ questions: number; scenes: number }>('/api/import', { paths: [request.outDir] });
    expect(imported).toMatchObject({ scenes: 3, questions: totals.questions });
  });

  test('is the only one of its backend', async () => {
    const api = aGenerator();
    await api.post('/api/generation', aRequest());
    expect(await problemOf(api, aRequest())).toMatchObject({ status: 409, code: 'generation.running' });
    await steer(api, 'cancel');
    await until(api, ({ state }) => state === 'cancelled');
  });

  test('pauses between houses and goes on when told', async () => {
    const api = aGenerator();
    await api.post('/api/generation', aRequest());
    await until(api, ({ inWork }) => inWork.length > 0);
    await steer(api, 'pause');
    const { progress } = await until(api, ({ state }) => state === 'paused');
    await wait(200);
    expect(await api.get('/api/generation')).toMatchObject({ state: 'paused', progress: { houses: progress.houses } });
    await steer(api, 'resume');
    expect(await until(api, ({ state }) => state === 'done')).toMatchObject({ totals: { done: 3 } });
  });

  test('that was cancelled keeps its whole houses, and the same settings go on from there', async () => {
    const api = aGenerator();
    const request = aRequest();
    await api.post('/api/generation', request);
    await until(api, ({ totals }) => totals.done === 1);
    await steer(api, 'cancel');
    expect(await until(api, ({ state }) => state === 'cancelled')).toMatchObject({ inWork: [], error: { code: 'cancelled' } });
    await api.post('/api/generation', request);
    const { run, totals } = await until(api, ({ state }) => state === 'done');
    expect({ run, skipped: totals.skipped > 0, houses: totals.done + totals.skipped }).toEqual({ run: 2, skipped: true, houses: 3 });
  });

  test('lists a house that failed with its reason and makes the others', async () => {
    const api = aGenerator(({ scene }) => {
      if (scene.id === '000001') throw new Error('this house is cursed');
      return false;
    });
    await api.post('/api/generation', aRequest());
    const { totals, problems } = await until(api, ({ state }) => state === 'done');
    expect({ totals, problems }).toMatchObject({ totals: { done: 2, failed: 1 }, problems: [{ item: '000001', code: 'internal' }] });
    expect(problems[0]?.message).toContain('cursed');
  });

  test('that a full disk ends is no finished one, and keeps what it has', async () => {
    const api = aGenerator(({ scene }) => {
      if (scene.id === '000001') throw new AppError('file.write-failed', 'the disk is full');
      return false;
    });
    await api.post('/api/generation', aRequest());
    const { totals, error } = await until(api, ({ state }) => state === 'failed');
    expect({ totals, error }).toMatchObject({ totals: { done: 1 }, error: { code: 'file.write-failed', message: 'the disk is full' } });
  });

  test('says what ended it where nothing can record', async () => {
    const api = aBackend({ recorderHost: () => Promise.reject(new Error('no recorder today')) });
    opened.push(api);
    await api.post('/api/generation', aRequest());
    expect(await until(api, ({ state }) => state === 'failed')).toMatchObject({ error: { message: 'no recorder today' } });
  });

  test('is cancelled by the end of its backend and continued by the next', async () => {
    const api = aGenerator();
    const request = aRequest();
    await api.post('/api/generation', request);
    await until(api, ({ totals }) => totals.done === 1);
    await api.backend.close();
    expect(existsSync(path.join(request.outDir, 'val/000000/success.txt'))).toBe(true);
    expect(readFileSync(path.join(request.outDir, 'generation_logs/outcomes.jsonl'), 'utf8')).toContain('"done"');
    const next = aGenerator();
    await next.post('/api/generation', request);
    const { totals } = await until(next, ({ state }) => state === 'done');
    expect({ skipped: totals.skipped > 0, houses: totals.done + totals.skipped }).toEqual({ skipped: true, houses: 3 });
  });

  test('reads house files as well as it makes houses', async () => {
    const api = aGenerator();
    const houseFiles = [sampleHouse];
    await api.post('/api/generation', aRequest({ source: 'files', houseFiles, assetsDir: path.dirname(sampleHouse) }));
    expect(await until(api, ({ state }) => state === 'done')).toMatchObject({ totals: { done: 1 }, problems: [] });
  });

  test('tells listening pages that something is new', async () => {
    const api = aGenerator();
    const stream = await api.backend.fetch(new Request('http://studio/api/events'));
    await api.post('/api/generation', aRequest({ count: 1 }));
    let heard = '';
    for await (const bytes of stream.body ?? []) {
      heard += new TextDecoder().decode(bytes);
      if (heard.includes('generation-changed')) break;
    }
    expect(heard).toContain('{"kind":"generation-changed"}');
  });
});

describe('impossible settings are refused before anything is written, at the setting to blame', () => {
  test.each([
    ['more objects than fit', { rooms: [1, 1], objects: [300, 310] }, 'objects', 'objects do not fit'],
    ['no house files', { source: 'files' }, 'houseFiles', 'at least one'],
    ['house files that are not there', { source: 'files', houseFiles: ['/nowhere/house.json'] }, 'houseFiles', '/nowhere/house.json'],
  ] as const)('%s', async (_, changes, item, words) => {
    const api = aGenerator();
    const request = aRequest(changes as unknown as Partial<GenerationRequest>);
    const problem = await problemOf(api, request);
    expect(problem).toMatchObject({ item, detail: expect.stringContaining(words) });
    expect(existsSync(request.outDir)).toBe(false);
    expect(await api.get('/api/generation')).toMatchObject({ state: 'none' });
  });

  test('a folder that holds something else', async () => {
    const api = aGenerator();
    expect(await problemOf(api, aRequest({ outDir: api.folder }))).toMatchObject({ status: 400, item: 'outDir' });
  });

  test.each([
    ['count', { count: 0 }],
    ['rooms', { rooms: [4, 3] }],
    ['outDir', { outDir: 'not/absolute' }],
    ['widthPx', { widthPx: 97 }],
  ] as const)('a wrong %s', async (name, changes) => {
    const problem = await problemOf(aGenerator(), { ...aRequest(), ...changes });
    expect(problem).toMatchObject({ status: 400, code: 'input.invalid', detail: expect.stringContaining(`"${name}`) });
  });
});

describe('the preview', () => {
  const query = (seed: number, objects = '6&objectsMost=12') => `seed=${seed}&house=0&roomsLeast=2&roomsMost=2&objectsLeast=${objects}`;

  test('is the house that a run with these settings makes', async () => {
    const api = aGenerator();
    const preview = await api.get<HousePreview>(`/api/generation/preview?${query(1)}`);
    const request = aRequest({ count: 1, rooms: [2, 2], questions: 'none' });
    await api.post('/api/generation', request);
    await until(api, ({ state }) => state === 'done');
    const made = JSON.parse(readFileSync(path.join(request.outDir, 'val/000000/house_spec.json'), 'utf8'));
    expect(preview).toMatchObject({ rooms: made.rooms.length, objects: preview.scene.objects.length - preview.scene.openings.length });
    expect(preview.scene.rooms.map(({ roomType }) => roomType)).toEqual(made.rooms.map(({ roomType }: { roomType: string }) => roomType));
  });

  test('changes with the seed and comes with a picture of the house', async () => {
    const api = aGenerator();
    const [one, two] = await Promise.all([1, 2].map((seed) => api.get<HousePreview>(`/api/generation/preview?${query(seed)}`)));
    expect(one?.seed).not.toBe(two?.seed);
    expect(one?.scene.objects).not.toEqual(two?.scene.objects);
    const response = await api.backend.fetch(new Request(`http://studio/media/generation/view?${query(1)}`));
    const { data, width, height } = decode(new Uint8Array(await response.arrayBuffer()));
    expect({ width, height }).toEqual({ width: 640, height: 360 });
    expect(new Set(data).size).toBeGreaterThan(30);
  });

  test('refuses what cannot be with the sentence of the run', async () => {
    expect(await aGenerator().codeOf('GET', `/api/generation/preview?${query(1, '300&objectsMost=310')}`)).toBe('input.invalid');
  });
});
